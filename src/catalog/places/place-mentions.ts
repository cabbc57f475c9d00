import { hasDiacritics, type Word } from "../text/fold.ts";
import type { PlaceNames, WardName } from "./place-names.ts";
import {
  findTitleBefore,
  rateLikeness,
  splitPlaceWords,
  type TitleLevel,
  toPlaceKey,
} from "./place-words.ts";

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
    const maxEnd = Math.min(words.length, start + maxNameWords);
    for (let end = start + 1; end <= maxEnd; end += 1) {
      const typedName = words.slice(start, end);
      const span: TitledSpan = {
        start: before?.start ?? start,
        end,
        typed: typedName,
        key: toPlaceKey(typedName),
        level: before?.title.level ?? null,
        title: before?.title.kind ?? null,
      };
      wards.push(...findWards(span, names));
      districts.push(...findDistricts(span, names));
      provinces.push(...findProvinces(span, names, isMarked));
    }
  }
  return { words, hasDiacritics: isMarked, wards, districts, provinces };
}

/** Words that may be a name, with the title before them. */
interface TitledSpan {
  readonly start: number;
  readonly end: number;
  readonly typed: readonly Word[];
  readonly key: string;
  /** null if no title was typed. */
  readonly level: TitleLevel | null;
  readonly title: string | null;
}

function findWards(
  { level, title, start, end, typed, key }: TitledSpan,
  names: PlaceNames,
): WardSpan[] {
  const found = names.wards.get(key);
  if (found === undefined || level === "province") return [];
  const kind = level === "ward" ? title : null;
  const isTitledDistrict = level === "district";
  return [{ start, end, typed, kind, isTitledDistrict, names: found }];
}

function findDistricts(
  { level, title, start, end, key }: TitledSpan,
  names: PlaceNames,
): Mention[] {
  const hasTitle = level === "district";
  const isOwnName = level === null && !isNumber(key);
  const isCurrentProvince = names.provinces.get(key)?.isCurrent === true;
  const canBeDistrict = hasTitle || (isOwnName && !isCurrentProvince);
  return canBeDistrict && names.districts.has(key)
    ? [{ start, end, key, kind: title, hasTitle }]
    : [];
}

function findProvinces(
  { level, title, start, end, typed, key }: TitledSpan,
  names: PlaceNames,
  isMarked: boolean,
): ProvinceMention[] {
  const province = names.provinces.get(key);
  if (province === undefined || level === "ward") return [];
  if (rateLikeness(typed, province.words, isMarked) === 0) return [];
  const { codes, isCurrent } = province;
  return [{ start, end, key, kind: title, hasTitle: level !== null, codes, isCurrent }];
}

export function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
