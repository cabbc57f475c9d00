import type { District, PlaceNames, WardName } from "./names.ts";
import { isNumber, type Mention, type PlaceText, type WardSpan } from "./text.ts";
import { likeness, placeKey, placeWords } from "./words.ts";

export interface PlaceCandidate {
  readonly name: WardName;
  readonly score: number;
  /** Only the district that it came from was named. */
  readonly byDistrict: boolean;
}

const weights = {
  /** Titles changed in 2025: "xã Bình Tiên" is still understood. */
  otherTitle: 0.85,
  /** An address can hold another province's or district's name, as a street's. */
  otherProvince: 0.6,
  otherDistrict: 0.7,
  /** A mark that contradicts, where the title leaves no doubt that a ward is named. */
  otherMarks: 0.5,
  /** The district fits better than the province, where one name is both. */
  inProvinceOnly: 0.97,
} as const;

/** Words around a place that name nothing themselves. */
const around = foldedWords(
  "tôi em cháu mình bác cô chú anh chị tui con nhà ở tại gần khu vực đây sống cư trú thường tạm hiện đang " +
    "địa chỉ là thuộc của bên phía tìm điểm nơi chỗ nào nhất hướng dẫn hỗ trợ đến về muốn với ạ nhé dạ vâng " +
    "thì cũ mới trước nay việt nam phường xã quận huyện tỉnh",
);
/** Just before a name, these say that a place follows. */
const locatives = foldedWords("ở tại gần về khu phía bên thuộc");

/** Every ward that the text can name; only where it names none, those of a district that it names. */
export function findCandidates(text: PlaceText, names: PlaceNames): PlaceCandidate[] {
  const titled = text.wards.filter((span) => !span.asDistrict);
  const named = titled.flatMap((span) => weighSpan(span, text));
  return named.length > 0 ? named : findInDistricts(text, names);
}

function weighSpan(span: WardSpan, text: PlaceText): PlaceCandidate[] {
  return span.names.flatMap((name) => {
    const marks = likeness(span.typed, name.words, text.marked);
    const explained = explain(span, name, text);
    if (marks === 0 && (span.kind === null || explained.rest.size > 0)) return [];
    if (isNumber(name.key) && span.kind !== null && span.kind !== name.kind) return [];
    if (explained.factor === 0 || !isMeant(span, text, explained)) return [];
    const title = span.kind === null || span.kind === name.kind ? 1 : weights.otherTitle;
    const factors = [marks === 0 ? weights.otherMarks : marks, title, explained.factor];
    const score = factors.reduce((product, factor) => product * factor, explained.share);
    return [{ name, score, byDistrict: false }];
  });
}

/**
 * Where nothing smaller than a district was named: the wards that are known to come from it, and
 * those called like it, because the sources tell the district of some wards only.
 */
function findInDistricts(text: PlaceText, names: PlaceNames): PlaceCandidate[] {
  const found = text.districts.flatMap((mention) => weighDistrict(mention, text, names));
  const provinces = new Set(found.map(({ name }) => name.ward.province_code));
  const namesakes = text.wards
    .filter((span) => span.asDistrict && !isNumber(placeKey(span.typed)))
    .flatMap((span) => weighSpan(span, text))
    .filter(({ name }) =>
      found.length > 0 ? provinces.has(name.ward.province_code) : !name.former,
    );
  return [...found, ...namesakes];
}

/** Wards that came from one district. */
function weighDistrict(mention: Mention, text: PlaceText, names: PlaceNames): PlaceCandidate[] {
  return (names.districts.get(mention.key) ?? []).flatMap((name) => {
    const explained = explain(mention, name, text);
    if (!mention.titled && explained.rest.size > 0 && !isBesideNumber(mention, text)) return [];
    if (mention.kind !== null && !name.districts.some((each) => isSame(each, mention))) return [];
    return [{ name, score: explained.share * explained.factor, byDistrict: true }];
  });
}

type Span = Pick<Mention, "start" | "end">;

interface Explained {
  /** Indexes of words that neither the place explains nor usually stand around one. */
  readonly rest: ReadonlySet<number>;
  readonly share: number;
  /** Below 1 where another district or province was named. */
  readonly factor: number;
}

function explain(span: Span, name: WardName, text: PlaceText): Explained {
  const apart = (mention: Mention) => mention.end <= span.start || mention.start >= span.end;
  const provinces = text.provinces.filter(apart);
  const districts = text.districts.filter(apart);
  const inProvince = provinces.filter(({ codes }) => codes.has(name.ward.province_code));
  const inDistrict = districts.filter(({ key }) => name.districts.some((each) => each.key === key));
  const factor =
    weighProvince(provinces, inProvince) * weighDistricts(span, name, districts, inDistrict);
  const words = [span, ...inProvince, ...inDistrict].flatMap(indexesOf);
  const explained = new Set(words);
  const rest = new Set(
    text.words.flatMap((word, at) => (explained.has(at) || around.has(word.folded) ? [] : [at])),
  );
  return { rest, share: explained.size / (explained.size + rest.size), factor };
}

function weighProvince(named: readonly Mention[], fitting: readonly Mention[]): number {
  return named.length > 0 && fitting.length === 0 ? weights.otherProvince : 1;
}

/** A number is a ward's name only together with its district: in another one it is another ward. */
function weighDistricts(
  span: Span,
  name: WardName,
  named: readonly Mention[],
  fitting: readonly Mention[],
): number {
  if (named.length === 0 || fitting.length > 0) return 1;
  const meant = named.some((mention) => mention.titled || mention.start === span.end);
  if (name.districts.length === 0 || !meant) return weights.inProvinceOnly;
  return isNumber(name.key) ? 0 : weights.otherDistrict;
}

/** "phường 15 Bình Thạnh": the district counts even where the number is unknown in it. */
function isBesideNumber(mention: Mention, text: PlaceText): boolean {
  return text.wards.some(
    (span) => span.kind !== null && span.end === mention.start && isNumber(placeKey(span.typed)),
  );
}

function isSame(district: District, mention: Mention): boolean {
  return district.key === mention.key && district.kind === mention.kind;
}

/**
 * A ward's title, or nothing else in the text, or a word such as "ở" before it: otherwise two
 * syllables of an ordinary sentence that also are a ward's name would be taken for a place.
 */
function isMeant(span: WardSpan, text: PlaceText, { rest }: Explained): boolean {
  if (span.kind !== null || span.asDistrict) return true;
  const isProvince = text.provinces.some(
    ({ start, end, today }) => today && start <= span.start && end >= span.end,
  );
  if (isProvince) return false;
  if (rest.size === 0) return !isNumber(placeKey(span.typed)) || text.districts.length > 0;
  const before = text.words[span.start - 1];
  const endsThere = !rest.has(span.end);
  return span.typed.length > 1 && endsThere && before !== undefined && locatives.has(before.folded);
}

function indexesOf({ start, end }: { start: number; end: number }): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

function foldedWords(text: string): ReadonlySet<string> {
  return new Set(placeWords(text).map((word) => word.folded));
}
