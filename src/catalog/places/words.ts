import { splitWords, type Word } from "../text/fold.ts";

/** No address is longer; what follows in a long message is not read for places. */
const maxWords = 80;
const numbered = /^(p|ph|f|w|q|x|h|phuong|quan|xa|huyen)(\d{1,2})$/;

/** What a word before a name says the name is. */
export type Level = "ward" | "district" | "province";

interface Title {
  readonly level: Level;
  /** As the records write it; null where several fit. */
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
/** The longest first: "thị xã" is not "xã". */
const spelledTitles = titles
  .flatMap((title) => title.spellings.map((spelling) => ({ title, words: splitWords(spelling) })))
  .toSorted((a, b) => b.words.length - a.words.length);

/**
 * The words of a typed place: `P.09` as `p` and `9`, `Mỹ` and `Mĩ` alike. The same is done to the
 * names that they are compared with.
 */
export function placeWords(text: string): Word[] {
  return splitWords(text)
    .flatMap(splitNumbered)
    .map((word) => ({ folded: sameSpelling(word.folded), exact: sameSpelling(word.exact) }))
    .slice(0, maxWords);
}

export function placeKey(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(" ");
}

/**
 * How well typed words can be a name that folds alike: 1, less where marks were left out in a text
 * that has some, 0 where a mark contradicts.
 */
export function likeness(typed: readonly Word[], name: readonly Word[], marked: boolean): number {
  let plain = false;
  for (const [at, word] of name.entries()) {
    const each = typed[at];
    if (each === undefined || each.folded !== word.folded) return 0;
    if (each.exact === word.exact) continue;
    if (each.exact !== each.folded) return 0;
    plain = true;
  }
  return plain && marked ? partlyMarked : 1;
}
const partlyMarked = 0.95;

/** The title that ends just before a word: `phường` before `Bình Tiên`. */
export function titleBefore(
  words: readonly Word[],
  end: number,
  marked: boolean,
): { readonly title: Title; readonly start: number } | undefined {
  for (const { title, words: spelling } of spelledTitles) {
    const start = end - spelling.length;
    if (start < 0) continue;
    const typed = words.slice(start, end);
    const fit = likeness(typed, spelling, marked);
    // "xa" without its mark is the word "far" in a text that has marks.
    if (fit === 1 || (fit > 0 && placeKey(typed) !== "xa")) return { title, start };
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

/** `y` alone after a consonant is written `i` by some; leading zeros mean nothing. */
function sameSpelling(word: string): string {
  return word.replace(/^0+(?=\d)/, "").replace(/^(qu|[^aeiouy\d]+)y(?=$|[^\p{L}])/u, "$1i");
}
