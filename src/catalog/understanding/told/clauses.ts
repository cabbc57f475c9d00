import type { Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";

/** A part of a sentence up to a comma or its end. */
export interface Clause {
  /** As typed: figures keep their points and slashes. */
  readonly text: string;
  /** As meant. */
  readonly words: readonly Word[];
  /** The number of its first word in the whole message. */
  readonly start: number;
  /** Clauses with the same number belong to one sentence. */
  readonly sentence: number;
}

/** A longer message is cut: its facts are asked then. */
const maxClauses = 40;
/** Points and commas between digits belong to a figure; "TP.HCM" and "P.5" stay whole too. */
const end = /(?:[!?;:\n]|\.(?=\s|$|\.)|,(?!\d))+/gu;
const sentenceEnd = /[.!?;\n]/;

/** Splits a message into clauses. */
export function splitClauses(message: string, readWords: ReadWords): readonly Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  let start = 0;
  let from = 0;
  const add = (text: string) => {
    const words = text.trim() === "" ? [] : readWords(text);
    if (words.length === 0 || clauses.length >= maxClauses) return;
    clauses.push({ text, words, start, sentence });
    start += words.length;
  };
  for (const { 0: mark, index } of message.matchAll(end)) {
    add(message.slice(from, index));
    from = index + mark.length;
    if (sentenceEnd.test(mark)) sentence += 1;
  }
  add(message.slice(from));
  return clauses;
}
