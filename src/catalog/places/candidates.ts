import { isNumber, type Mention, type PlaceText, type WardSpan } from "./place-mentions.ts";
import type { District, PlaceNames, WardName } from "./place-names.ts";
import { rateLikeness, splitPlaceWords, toPlaceKey } from "./place-words.ts";

export interface PlaceCandidate {
  readonly name: WardName;
  readonly score: number;
  /** Only the district to which it belonged was named. */
  readonly isDistrictOnly: boolean;
}

const weights = {
  /** The typed title differs; titles changed in 2025, so "xã Bình Tiên" is still understood. */
  otherTitle: 0.85,
  /** A different province is named; a street can have the name of another province or district. */
  otherProvince: 0.6,
  otherDistrict: 0.7,
  /** The diacritics differ, but the title leaves no doubt that a ward is named. */
  otherMarks: 0.5,
  /** If one name is both a district and a province, a match by the province alone scores less than one by the district. */
  inProvinceOnly: 0.97,
} as const;

/** Words that often stand around a place but name nothing. */
const fillerWords = foldWords(
  "tôi em cháu mình bác cô chú anh chị tui con nhà ở tại gần khu vực đây sống cư trú thường tạm hiện đang " +
    "địa chỉ là thuộc của bên phía tìm điểm nơi chỗ nào nhất hướng dẫn hỗ trợ đến về muốn với ạ nhé dạ vâng " +
    "thì cũ mới trước nay việt nam phường xã quận huyện tỉnh",
);
/** A place follows if one of these stands just before a name. */
const locatives = foldWords("ở tại gần về khu phía bên thuộc");

/** Returns every ward that the text may name or, if it names none, the wards of a district that it names. */
export function findCandidates(text: PlaceText, names: PlaceNames): PlaceCandidate[] {
  const titled = text.wards.filter((span) => !span.isTitledDistrict);
  const named = titled.flatMap((span) => scoreSpan(span, text));
  return named.length > 0 ? named : findInDistricts(text, names);
}

function scoreSpan(span: WardSpan, text: PlaceText): PlaceCandidate[] {
  return span.names.flatMap((name) => {
    const likeness = rateLikeness(span.typed, name.words, text.hasDiacritics);
    const explained = explain(span, name, text);
    if (likeness === 0 && (span.kind === null || explained.unexplained.size > 0)) return [];
    if (isNumber(name.key) && span.kind !== null && span.kind !== name.kind) return [];
    if (explained.factor === 0 || !isPlaceMention(span, text, explained)) return [];
    const title = span.kind === null || span.kind === name.kind ? 1 : weights.otherTitle;
    const factors = [likeness === 0 ? weights.otherMarks : likeness, title, explained.factor];
    const score = factors.reduce((product, factor) => product * factor, explained.share);
    return [{ name, score, isDistrictOnly: false }];
  });
}

/**
 * Returns the wards known to come from a named district, and those with the district's name, because the sources give
 * the district of only some wards.
 */
function findInDistricts(text: PlaceText, names: PlaceNames): PlaceCandidate[] {
  const found = text.districts.flatMap((mention) => scoreDistrictWards(mention, text, names));
  const provinces = new Set(found.map(({ name }) => name.ward.province_code));
  const namesakes = text.wards
    .filter((span) => span.isTitledDistrict && !isNumber(toPlaceKey(span.typed)))
    .flatMap((span) => scoreSpan(span, text))
    .filter(({ name }) =>
      found.length > 0 ? provinces.has(name.ward.province_code) : !name.isFormer,
    );
  return [...found, ...namesakes];
}

/** Scores the wards that came from one district. */
function scoreDistrictWards(
  mention: Mention,
  text: PlaceText,
  names: PlaceNames,
): PlaceCandidate[] {
  return (names.districts.get(mention.key) ?? []).flatMap((name) => {
    const explained = explain(mention, name, text);
    if (!mention.hasTitle && explained.unexplained.size > 0 && !isBesideNumber(mention, text))
      return [];
    if (mention.kind !== null && !name.districts.some((each) => isSameDistrict(each, mention)))
      return [];
    return [{ name, score: explained.share * explained.factor, isDistrictOnly: true }];
  });
}

type Span = Pick<Mention, "start" | "end">;

interface Explained {
  /** Indexes of the words that neither belong to the place nor are filler words. */
  readonly unexplained: ReadonlySet<number>;
  readonly share: number;
  /** Below 1 if another district or province was named. */
  readonly factor: number;
}

function explain(span: Span, name: WardName, text: PlaceText): Explained {
  const isSeparate = (mention: Mention) => mention.end <= span.start || mention.start >= span.end;
  const provinces = text.provinces.filter(isSeparate);
  const districts = text.districts.filter(isSeparate);
  const inProvince = provinces.filter(({ codes }) => codes.has(name.ward.province_code));
  const inDistrict = districts.filter(({ key }) => name.districts.some((each) => each.key === key));
  const factor =
    rateProvince(provinces, inProvince) * rateDistricts(span, name, districts, inDistrict);
  const words = [span, ...inProvince, ...inDistrict].flatMap(listIndexes);
  const explained = new Set(words);
  const unexplained = new Set(
    text.words.flatMap((word, at) =>
      explained.has(at) || fillerWords.has(word.folded) ? [] : [at],
    ),
  );
  return { unexplained, share: explained.size / (explained.size + unexplained.size), factor };
}

function rateProvince(named: readonly Mention[], fitting: readonly Mention[]): number {
  return named.length > 0 && fitting.length === 0 ? weights.otherProvince : 1;
}

/** A numbered ward is identified only together with its district: in another district it is another ward. */
function rateDistricts(
  span: Span,
  name: WardName,
  named: readonly Mention[],
  fitting: readonly Mention[],
): number {
  if (named.length === 0 || fitting.length > 0) return 1;
  const isCertain = named.some((mention) => mention.hasTitle || mention.start === span.end);
  if (name.districts.length === 0 || !isCertain) return weights.inProvinceOnly;
  return isNumber(name.key) ? 0 : weights.otherDistrict;
}

/** "phường 15 Bình Thạnh": the district counts even if no ward of that number is known in it. */
function isBesideNumber(mention: Mention, text: PlaceText): boolean {
  return text.wards.some(
    (span) => span.kind !== null && span.end === mention.start && isNumber(toPlaceKey(span.typed)),
  );
}

function isSameDistrict(district: District, mention: Mention): boolean {
  return district.key === mention.key && district.kind === mention.kind;
}

/**
 * A span names a place only with a ward's title, or if the text contains nothing else, or after a word such as "ở".
 * Otherwise two syllables of an ordinary sentence that happen to be a ward's name would be read as a place.
 */
function isPlaceMention(span: WardSpan, text: PlaceText, { unexplained }: Explained): boolean {
  if (span.kind !== null || span.isTitledDistrict) return true;
  const isProvince = text.provinces.some(
    ({ start, end, isCurrent }) => isCurrent && start <= span.start && end >= span.end,
  );
  if (isProvince) return false;
  if (unexplained.size === 0) return !isNumber(toPlaceKey(span.typed)) || text.districts.length > 0;
  const before = text.words[span.start - 1];
  const isLastOfPlace = !unexplained.has(span.end);
  return (
    span.typed.length > 1 && isLastOfPlace && before !== undefined && locatives.has(before.folded)
  );
}

function listIndexes({ start, end }: { start: number; end: number }): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

function foldWords(text: string): ReadonlySet<string> {
  return new Set(splitPlaceWords(text).map((word) => word.folded));
}
