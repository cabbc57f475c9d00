/** Longer texts are cut: nobody types a question of this length, and every index is per word. */
const maxFoldedLength = 5000;

/** Most residents type without diacritics: then there is nothing to take apart. */
const plain = /^[\x20-\x7e]*$/;
const marks = /\p{M}+/gu;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const invisible = /\p{Cf}+/gu;
const notWord = /[^\p{L}\p{N}]+/gu;

/** One word in the two forms in which it is compared. */
export interface Word {
  /** Lower case, no diacritics: `hoa`. */
  readonly folded: string;
  /**
   * Lower case with its diacritics in one fixed order, the tone last: equal for `hoà` and `hòa`,
   * for NFC and NFD, but not for `hoa` and `hóa`.
   */
  readonly exact: string;
  /** It has no marks and stands among words that have theirs: `cho` is then not `chợ`. */
  readonly isBare?: true;
}

/** One sentence is read by several readers in turn: the last one's folded form is kept, and its words. */
let lastFolded: { readonly text: string; readonly folded: string } | null = null;
let lastSpelled: { readonly text: string; readonly words: readonly Word[] } | null = null;

/**
 * The text as it is compared where diacritics don't matter: lower case, no tones, no marks, `đ` as `d`,
 * punctuation and emoji as blanks, single blanks. `"Hoà, ĐỨC!"` and `"hòa đức"` give `"hoa duc"`.
 */
export function fold(text: string): string {
  if (lastFolded?.text !== text) lastFolded = { text, folded: strip(decompose(text)) };
  return lastFolded.folded;
}

/** The folded words of a text, in its order. */
export function foldedWords(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ");
}

/** The words of a text with and without their diacritics, in its order. */
export function splitWords(text: string): readonly Word[] {
  if (lastSpelled?.text !== text) lastSpelled = { text, words: spell(text) };
  return lastSpelled.words;
}

function spell(text: string): Word[] {
  return decompose(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .split(" ")
    .map((word) => ({ folded: strip(word), exact: toneLast(word) }))
    .filter((word) => word.folded !== "");
}

/** Whether a text was typed with diacritics: one Vietnamese mark or `đ` is enough. */
export function hasDiacritics(text: string): boolean {
  return /[\p{M}đ]/u.test(decompose(text));
}

function decompose(text: string): string {
  const bounded = text.slice(0, maxFoldedLength);
  if (plain.test(bounded)) return bounded.toLowerCase();
  return bounded.normalize("NFKD").replace(invisible, "").toLowerCase();
}

function strip(decomposed: string): string {
  return decomposed.replace(marks, "").replaceAll("đ", "d").replace(notWord, " ").trim();
}

function toneLast(decomposed: string): string {
  const tone = decomposed.match(tones)?.join("") ?? "";
  return tone === "" ? decomposed : decomposed.replace(tones, "") + tone;
}
