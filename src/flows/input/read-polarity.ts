import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { matchesAnyWord, PhraseMatcher } from "../../catalog/text/phrase-matcher.ts";
import { isPoliteClosing, isSelf } from "./courtesy-words.ts";
import type { Said } from "./said.ts";

export type Polarity = "yes" | "no";

/**
 * What a phrase is in an answer to a yes/no question, as one letter. No two phrases of different letters may fold to the
 * same words: without marks they could not be told apart ("đừng" and "đúng").
 */
const phrases = [
  // A clear yes.
  ["Y", "có", "vâng", "ừ", "ừa", "uh", "uk", "ờ", "uhu", "ok", "oke", "okay"],
  ["Y", "okie", "oki", "okê", "ô kê", "ôkê", "okela", "đồng ý", "nhất trí", "tán thành"],
  ["Y", "chấp nhận", "dĩ nhiên", "tất nhiên", "đương nhiên", "chắc chắn"],
  ["Y", "yes", "yeah", "yep", "yup", "sure", "of course", "i agree", "agree", "agreed"],
  // A yes to a question, but no consent: some think about it.
  ["S", "um", "uhm", "ừm"],
  ["S", "đã có", "đúng", "phải", "chuẩn", "chính xác", "right", "correct"],
  ["S", "yes i do", "yes i have", "yes it is", "i do", "i have"],
  // It is done.
  ["D", "rồi", "đã rồi"],
  ["A", "đã"],
  ["N", "không", "ko", "k", "kg", "kh", "khg", "hông", "hok", "hổng", "khum", "hem", "chẳng"],
  ["N", "chưa", "chưa bao giờ", "không bao giờ", "từ chối", "phản đối"],
  ["N", "no", "nope", "nah", "not", "not yet", "never", "not really", "don't", "do not"],
  ["N", "no i don't", "i don't", "i do not", "no i haven't", "i don't agree", "i do not agree"],
  // Strengthens or softens, and changes nothing.
  ["R", "chứ", "mà", "luôn", "đó", "đấy", "đi", "vậy", "lắm", "hết", "cả", "thật", "hoàn toàn"],
  // Behind a no: "không đâu"; "không có ai".
  ["U", "đâu"],
  ["I", "ai", "gì", "nào"],
  // Could stand in any answer.
  ["E", "là", "của", "này", "kia", "bị", "thì"],
  ["B", "được", "cần"],
  // Asks, or says neither.
  ["Q", "sao", "hả", "à", "nhỉ", "hay", "mấy", "bao nhiêu", "bao giờ", "ở đâu", "không sao"],
  ["Q", "không chắc", "không chắc chắn", "chưa chắc", "chưa chắc chắn", "not sure"],
  ["Q", "có thể", "có lẽ", "có khi", "có điều", "how", "why", "what"],
] as const;

const matcher = new PhraseMatcher<string>(
  phrases.flatMap(([letter, ...list]) => list.map((phrase) => [phrase, letter] as const)),
  (phrase) => [...splitWords(phrase)],
);

/** Without marks these are more often another word: "ma" is "mã", "o" is "ở", "lam" is "làm". */
const needsMarks: ReadonlySet<string> = new Set(["ma", "o", "lam"]);

/** Without the question's words: what alone is clear. */
const clearYes = /^R*Y[YR]*$/;
const clearNo = /^N[NYSRDEBP]*U?$/;
/** With words of the question (E) and pronouns (P) in between. A no behind them asks: "được không". */
const echoedYes = /^[PER]*[YS][YSRDPEB]*$|^[PE]*D[RPE]*$|^A[PEDR]+$/;
const echoedNo = /^P*N[NYSRDAPEIB]*U?$|^[PER]*N[NYSRDAPEIB]+U?$/;

/** "Không phải là không đồng ý" is no refusal. */
const doubleNegation = /\b(?:khong|ko|chang) phai (?:la )?(?:khong|ko|chua)\b/;

const polite = splitWords("dạ");
const thumbsUp = /[👍👌✅✔🆗]/u;
const thumbsDown = /[👎❌🚫]/u;

/** Longer sentences tell something. */
const maxWords = 12;

/** How freely a yes or no may be said. */
export interface PolarityRules {
  /** Only a clear yes or no counts, as for a consent: "rồi" and "dạ" are none. */
  readonly needsClearAnswer: boolean;
  /** Words that the answer may repeat: those of the question. */
  readonly echo: readonly Word[];
}

/**
 * Reads a whole sentence as a yes or a no. Around it there may be courtesies and, if the rules allow it, words of the
 * question; any other word makes it another sentence: "không biết", "có mất phí". Marks count if they were typed: "cô" is
 * not "có", but "co" is.
 */
export function readPolarity(said: Said, rules: PolarityRules): Polarity | null {
  const { text, words: all } = said;
  if (all.length === 0) return readThumb(text);
  if (all.length > maxWords || text.includes("?")) return null;
  const { needsClearAnswer } = rules;
  if (needsClearAnswer && doubleNegation.test(said.folded)) return null;
  if (!needsClearAnswer && isPoliteYes(all)) return "yes";
  const shape = shapeOf(said.bare, rules.echo);
  if (clearNo.test(shape)) return "no";
  if (clearYes.test(shape)) return "yes";
  if (needsClearAnswer) return null;
  if (echoedNo.test(shape)) return "no";
  return echoedYes.test(shape) ? "yes" : null;
}

/** Whether the word is a negation: "không", "chưa", "ko". */
export function isNegation(word: Word | undefined): boolean {
  return word !== undefined && matcher.longestAt([word], 0)?.value === "N";
}

/** Whether the word says yes or no, or is one of those that stand in any sentence: inside one it names no option. */
export function isParticle(word: Word): boolean {
  return matcher.longestAt([word], 0) !== null;
}

/** "Dạ" alone is a yes in the south; before anything else it is a courtesy. */
function isPoliteYes(words: readonly Word[]): boolean {
  const [first, ...others] = words;
  return first !== undefined && matchesAnyWord(first, polite) && others.every(isPoliteClosing);
}

function readThumb(typed: string): Polarity | null {
  const isUp = thumbsUp.test(typed);
  if (isUp === thumbsDown.test(typed)) return null;
  return isUp ? "yes" : "no";
}

function shapeOf(words: readonly Word[], echo: readonly Word[]): string {
  let shape = "";
  for (let at = 0; at < words.length; ) {
    const found = matcher.longestAt(words, at);
    const word = words[at];
    shape += found === null || isAmbiguous(word) ? letterOf(word, echo) : found.value;
    at = found?.end ?? at + 1;
  }
  return shape;
}

function isAmbiguous(word: Word | undefined): boolean {
  return word !== undefined && word.exact === word.folded && needsMarks.has(word.folded);
}

function letterOf(word: Word | undefined, echo: readonly Word[]): string {
  if (word === undefined) return "";
  if (matchesAnyWord(word, echo)) return "E";
  return isSelf(word) ? "P" : "X";
}
