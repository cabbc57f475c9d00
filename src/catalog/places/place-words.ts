import { splitWords, type Word } from "../text/fold.ts";

/** No address is longer; the rest of a long message is not searched for places. */
const maxWords = 80;
/** The likeness if diacritics were left out in a text that has some. */
const partlyMarked = 0.95;
const numbered = /^(p|ph|f|w|q|x|h|phuong|quan|xa|huyen)(\d{1,2})$/;

/** The kind of unit that a title announces. */
export type TitleLevel = "ward" | "district" | "province";

interface Title {
  readonly level: TitleLevel;
  /** As the records write it; null if several fit. */
  readonly kind: string | null;
  readonly spellings: readonly string[];
}

const titles: readonly Title[] = [
  { level: "ward", kind: "Phường", spellings: ["phường", "p", "ph", "f", "w"] },
  { level: "ward", kind: "Xã", spellings: ["xã", "x"] },
  { level: "ward", kind: "Thị trấn", spellings: ["thị trấn", "tt"] },
  { level: "ward", kind: "Đặc khu", spellings: ["đặc khu"] },
  { level: "district", kind: "Quận", spellings: ["quận", "q"] },
  { level: "district", kind: "Huyện", spellings: ["huyện", "h"] },
  { level: "district", kind: "Thị xã", spellings: ["thị xã", "tx"] },
  { level: "district", kind: "Thành phố", spellings: ["thành phố", "tp"] },
  { level: "province", kind: "Tỉnh", spellings: ["tỉnh"] },
];
/** Longest first, so that "thị xã" is not read as "xã". */
const spelledTitles = titles
  .flatMap((title) => title.spellings.map((spelling) => ({ title, words: splitWords(spelling) })))
  .toSorted((a, b) => b.words.length - a.words.length);

/**
 * Splits a typed place into normalized words: `P.09` becomes `p` and `9`, `Mỹ` and `Mĩ` become the same. The names with
 * which they are compared are normalized in the same way.
 */
export function splitPlaceWords(text: string): Word[] {
  return splitWords(text)
    .flatMap(splitNumbered)
    .map((word) => ({ folded: unifySpelling(word.folded), exact: unifySpelling(word.exact) }))
    .slice(0, maxWords);
}

export function toPlaceKey(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(" ");
}

/**
 * Rates how well typed words match a name that folds to the same form: 1 for a full match, less if diacritics were left
 * out in a text that has some, 0 if a diacritic differs.
 */
export function rateLikeness(
  typed: readonly Word[],
  name: readonly Word[],
  hasDiacritics: boolean,
): number {
  let isPlain = false;
  for (const [at, word] of name.entries()) {
    const each = typed[at];
    if (each === undefined || each.folded !== word.folded) return 0;
    if (each.exact === word.exact) continue;
    if (each.exact !== each.folded) return 0;
    isPlain = true;
  }
  return isPlain && hasDiacritics ? partlyMarked : 1;
}

/** Finds the title that ends just before a word: `phường` before `Bình Tiên`. */
export function findTitleBefore(
  words: readonly Word[],
  end: number,
  hasDiacritics: boolean,
): { readonly title: Title; readonly start: number } | undefined {
  for (const { title, words: spelling } of spelledTitles) {
    const start = end - spelling.length;
    if (start < 0) continue;
    const typed = words.slice(start, end);
    const fit = rateLikeness(typed, spelling, hasDiacritics);
    // In a text with diacritics, "xa" without one is the word "far", not the title "xã".
    if (fit === 1 || (fit > 0 && toPlaceKey(typed) !== "xa")) return { title, start };
  }
  return undefined;
}

function splitNumbered(word: Word): Word[] {
  const [, letters, digits] = numbered.exec(word.folded) ?? [];
  if (letters === undefined || digits === undefined) return [word];
  return [
    { folded: letters, exact: letters },
    { folded: digits, exact: digits },
  ];
}

/** Unifies `y` and `i` after a consonant, which are both in use, and drops leading zeros. */
function unifySpelling(word: string): string {
  return word.replace(/^0+(?=\d)/, "").replace(/^(qu|[^aeiouy\d]+)y(?=$|[^\p{L}])/u, "$1i");
}
