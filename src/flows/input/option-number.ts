import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { matchesAnyWord } from "../../catalog/text/phrase-matcher.ts";
import { isAddress, isCall, isPoliteClosing, isSelf } from "./courtesy-words.ts";
import type { Said } from "./said.ts";

/** "Dạ thưa cô, cho tôi chọn cái số 2 nhé ạ" has eleven. */
const maxWords = 12;

/** What a word is in a sentence that chooses by number, as one letter. The first list that has the word decides. */
const letters = (
  [
    ["N", "số câu mục phương án đáp ý cái phím dòng bấm nhấn option number answer the"],
    ["L", "lựa"],
    ["K", "chọn choose pick select take"],
    ["V", "xin muốn cho theo lấy là trả lời i"],
    ["T", "thứ"],
    ["F", "đầu tiên"],
    ["O", "one"],
  ] as const
).map(([letter, list]) => ({ letter, list: splitWords(list) }));

const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/;

/** The spellings of each number as a word, from one on. */
const numberWords = [
  "một one first",
  "hai two second",
  "ba three third",
  "bốn tư four fourth",
  "năm five fifth",
  "sáu six",
  "bảy bẩy seven",
  "tám eight",
  "chín nine",
  "mười ten",
].map((spellings) => splitWords(spellings));

/** With what an option is called, its number may be a word or an ordinal: "cái thứ hai". Digits (D) and words (W) differ alone. */
const shapes = [/^[PVKLN]*(?:(?:N|LK)T?|K)[DW]O?$/, /^[PV]*DO?$/, /^P*WO?$/];
const firstShape = /^[PVKLN]*NF+$/;

/**
 * Returns the number that the whole sentence chooses: "2", "dạ 2 ạ", "số 2", "tôi chọn cái thứ hai", "hai"; null if it says
 * anything else. "Thứ hai" alone is a Monday, and "2 cháu" are two children.
 */
export function readOptionNumber({ words: all, bare: words }: Said): number | null {
  if (all.length > maxWords) return null;
  const shape = words.map(letterOf).join("");
  if (firstShape.test(shape)) return 1;
  const isNumber = shapes.some((pattern) => pattern.test(shape)) && !countsSomebody(all, words);
  return isNumber ? (words.map(numberOf).find((number) => number !== null) ?? null) : null;
}

/** "2 cháu" and "hai em ạ" count; "2 cháu ạ", "hai cháu ơi" and "số 2 cháu" address. */
function countsSomebody(all: readonly Word[], [number, ...others]: readonly Word[]): boolean {
  if (number === undefined || others.length > 0 || all.some(isCall)) return false;
  if (!isAddress(all[all.indexOf(number) + 1])) return false;
  return !digits.test(number.folded) || !all.some(isPoliteClosing);
}

function letterOf(word: Word): string {
  if (digits.test(word.folded)) return "D";
  const found = letters.find(({ list }) => matchesAnyWord(word, list));
  if (found !== undefined) return found.letter;
  if (numberOf(word) !== null) return "W";
  return isSelf(word) ? "P" : "X";
}

function numberOf(word: Word): number | null {
  const typed = digits.exec(word.folded)?.[1];
  if (typed !== undefined) return Number(typed);
  const spelled = numberWords.findIndex((spellings) => matchesAnyWord(word, spellings));
  return spelled === -1 ? null : spelled + 1;
}
