import { hasDiacritics, type Word } from "../text/fold.ts";
import type { PlaceNames, WardName } from "./names.ts";
import { likeness, placeKey, placeWords, titleBefore } from "./words.ts";

/** Names of more words don't exist. */
const longestName = 6;

/** Words that may name a ward, with all wards, old and new, that are called so. */
export interface WardSpan {
  /** Where its title begins, or the name itself where it has none. */
  readonly start: number;
  readonly end: number;
  readonly typed: readonly Word[];
  /** The title as the records write it; null where none was typed. */
  readonly kind: string | null;
  /** A district's title was typed: only taken where nothing else fits. */
  readonly asDistrict: boolean;
  readonly names: readonly WardName[];
}

/** Words that name a district or a province. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly titled: boolean;
  /** The title as the records write it; null where none was typed. */
  readonly kind: string | null;
  readonly key: string;
}

export interface ProvinceMention extends Mention {
  readonly codes: ReadonlySet<string>;
  readonly today: boolean;
}

export interface PlaceText {
  readonly words: readonly Word[];
  /** It was typed with diacritics. */
  readonly marked: boolean;
  readonly wards: readonly WardSpan[];
  readonly districts: readonly Mention[];
  readonly provinces: readonly ProvinceMention[];
}

/** Everything in a text that can be a name, each with its place in it. */
export function readPlaceText(typed: string, names: PlaceNames): PlaceText {
  const words = placeWords(typed);
  const marked = hasDiacritics(typed);
  const wards: WardSpan[] = [];
  const districts: Mention[] = [];
  const provinces: ProvinceMention[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const before = titleBefore(words, start, marked);
    const level = before?.title.level;
    for (let end = start + 1; end <= Math.min(words.length, start + longestName); end += 1) {
      const span = words.slice(start, end);
      const key = placeKey(span);
      const title = before?.title.kind ?? null;
      const mention = { start: before?.start ?? start, end, key, kind: title };
      const wardNames = names.wards.get(key);
      if (wardNames !== undefined && level !== "province") {
        const asDistrict = level === "district";
        const kind = level === "ward" ? title : null;
        wards.push({ ...mention, typed: span, kind, asDistrict, names: wardNames });
      }
      const province = names.provinces.get(key);
      const titled = level === "district";
      const isDistrict =
        titled || (level === undefined && !isNumber(key) && province?.today !== true);
      if (isDistrict && names.districts.has(key)) districts.push({ ...mention, titled });
      if (
        province !== undefined &&
        level !== "ward" &&
        likeness(span, province.words, marked) > 0
      ) {
        const { codes, today } = province;
        provinces.push({ ...mention, titled: before !== undefined, codes, today });
      }
    }
  }
  return { words, marked, wards, districts, provinces };
}

export function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
