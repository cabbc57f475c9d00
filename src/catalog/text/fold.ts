import { replaceLookalikes } from "./lookalikes.ts";

/** Longer texts are cut: nobody types a question of this length, and every index costs time per word. */
const maxFoldedLength = 5000;

/** Most residents type without diacritics: such a text has nothing to decompose. */
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
  /** It has no marks in a sentence typed with marks: `cho` is then not `chợ`. */
  readonly isUnmarked?: true;
}

/** Several readers read one sentence in turn: the result for the last text is cached. */
let lastSplit: { readonly text: string; readonly words: readonly Word[] } | null = null;

/**
 * The words of each piece between two blanks that was read before: a few thousand syllables make up all Vietnamese texts, and
 * the indexes then share their words. The limits keep what residents type from filling the memory.
 */
const knownPieces = new Map<string, readonly Word[]>();
const maxKnownPieces = 20_000;
const maxKnownLength = 16;

/**
 * Folds a text to the form in which texts are compared without diacritics: lower case, no tones, no marks, `đ` as `d`,
 * lookalikes of other alphabets as the letters they look like, punctuation and emoji as blanks, single blanks. `"Hoà, ĐỨC!"` and `"hòa đức"` give `"hoa duc"`.
 */
export function fold(text: string): string {
  return foldedWords(text).join(" ");
}

/** Returns the folded words of a text, in its order. */
export function foldedWords(text: string): string[] {
  return splitWords(text).map(({ folded }) => folded);
}

/** Returns the words of a text with and without their diacritics, in its order. */
export function splitWords(text: string): readonly Word[] {
  if (lastSplit?.text !== text) lastSplit = { text, words: split(text) };
  return lastSplit.words;
}

/** No letter is read differently because of what stands behind a blank. */
function split(text: string): Word[] {
  const words: Word[] = [];
  for (const piece of text.slice(0, maxFoldedLength).split(" ")) words.push(...readPiece(piece));
  return words;
}

function readPiece(piece: string): readonly Word[] {
  const known = knownPieces.get(piece);
  if (known !== undefined) return known;
  const words = decompose(piece)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .split(" ")
    .map((word) => ({ folded: strip(word), exact: moveToneLast(word) }))
    .filter((word) => word.folded !== "");
  if (piece.length <= maxKnownLength && knownPieces.size < maxKnownPieces) {
    knownPieces.set(piece, words);
  }
  return words;
}

/** Removes the diacritics, as on a keyboard without them; case, punctuation and blanks stay. */
export function removeDiacritics(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
}

/** Whether a text was typed with diacritics: one Vietnamese mark or `đ` is enough. */
export function hasDiacritics(text: string): boolean {
  return /[\p{M}đ]/u.test(decompose(text));
}

function decompose(text: string): string {
  const bounded = text.slice(0, maxFoldedLength);
  if (plain.test(bounded)) return bounded.toLowerCase();
  const decomposed = bounded.normalize("NFKD").replace(invisible, "");
  // Again, because capitals such as "Ɑ" become lookalikes only as small letters.
  return replaceLookalikes(replaceLookalikes(decomposed).toLowerCase());
}

function strip(decomposed: string): string {
  return decomposed.replace(marks, "").replaceAll("đ", "d").replace(notWord, " ").trim();
}

function moveToneLast(decomposed: string): string {
  const tone = decomposed.match(tones)?.join("") ?? "";
  return tone === "" ? decomposed : decomposed.replace(tones, "") + tone;
}
