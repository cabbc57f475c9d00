import { hasDiacritics, type Word } from "../text/fold.ts";
import type { PlaceNames, WardName } from "./place-names.ts";
import { findTitleBefore, rateLikeness, splitPlaceWords, toPlaceKey } from "./place-words.ts";

/** No name has more words. */
const maxNameWords = 6;

/** Words that may name a ward, with all old and new wards of that name. */
export interface WardSpan {
  /** The index of its title, or of the name itself if no title was typed. */
  readonly start: number;
  readonly end: number;
  readonly typed: readonly Word[];
  /** The title as the records write it; null if none was typed. */
  readonly kind: string | null;
  /** The title of a district was typed, so this is used only if nothing else fits. */
  readonly isTitledDistrict: boolean;
  readonly names: readonly WardName[];
}

/** Words that name a district or a province. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly hasTitle: boolean;
  /** The title as the records write it; null if none was typed. */
  readonly kind: string | null;
  readonly key: string;
}

interface ProvinceMention extends Mention {
  readonly codes: ReadonlySet<string>;
  readonly isCurrent: boolean;
}

export interface PlaceText {
  readonly words: readonly Word[];
  /** The text was typed with diacritics. */
  readonly hasDiacritics: boolean;
  readonly wards: readonly WardSpan[];
  readonly districts: readonly Mention[];
  readonly provinces: readonly ProvinceMention[];
}

/** Finds everything in a text that can be a name, with its position. */
export function readPlaceText(typed: string, names: PlaceNames): PlaceText {
  const words = splitPlaceWords(typed);
  const isMarked = hasDiacritics(typed);
  const wards: WardSpan[] = [];
  const districts: Mention[] = [];
  const provinces: ProvinceMention[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const before = findTitleBefore(words, start, isMarked);
    const level = before?.title.level;
    for (let end = start + 1; end <= Math.min(words.length, start + maxNameWords); end += 1) {
      const span = words.slice(start, end);
      const key = toPlaceKey(span);
      const title = before?.title.kind ?? null;
      const mention = { start: before?.start ?? start, end, key, kind: title };
      const wardNames = names.wards.get(key);
      if (wardNames !== undefined && level !== "province") {
        const isTitledDistrict = level === "district";
        const kind = level === "ward" ? title : null;
        wards.push({ ...mention, typed: span, kind, isTitledDistrict, names: wardNames });
      }
      const province = names.provinces.get(key);
      const hasTitle = level === "district";
      const isDistrict =
        hasTitle || (level === undefined && !isNumber(key) && province?.isCurrent !== true);
      if (isDistrict && names.districts.has(key)) districts.push({ ...mention, hasTitle });
      if (
        province !== undefined &&
        level !== "ward" &&
        rateLikeness(span, province.words, isMarked) > 0
      ) {
        const { codes, isCurrent } = province;
        provinces.push({ ...mention, hasTitle: before !== undefined, codes, isCurrent });
      }
    }
  }
  return { words, hasDiacritics: isMarked, wards, districts, provinces };
}

export function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
