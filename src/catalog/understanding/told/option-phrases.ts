import type { GuideOption, GuideQuestion } from "../../schema.ts";
import { fold, type Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import { matchesWord, type WordSpan } from "../../text/phrase-matcher.ts";
import type { ToldFactPhrases } from "../../vocabulary-schema.ts";
import type { Clause } from "./clauses.ts";

/** Between the parts of a phrase. */
const gap = "…";
const maxGapWords = 5;
/** One word alone answers a question, but tells nothing in a story. */
const minWords = 2;

/** A phrase that tells an option, in parts between which other words may stand. */
export interface TellingPhrase {
  readonly value: string;
  readonly parts: readonly (readonly Word[])[];
}

/** What an option was told by. */
export interface PhraseEvidence extends WordSpan {
  readonly value: string;
  /** The words between its parts. */
  readonly gaps: readonly WordSpan[];
}

/** Builds what gives the phrases that tell the options of a procedure's question. */
export function buildTellingPhrases(
  { sayings, weak }: ToldFactPhrases,
  readPhrase: ReadWords,
): (procedure: string, question: GuideQuestion) => readonly TellingPhrase[] {
  const weakPhrases = new Set(weak.phrases.map(fold));
  return (procedure, { id, options }) => {
    const own = Object.entries(options).flatMap(([value, option]) =>
      wordingsOf(option)
        .filter((phrase) => isTelling(phrase) && !weakPhrases.has(fold(phrase)))
        .map((phrase) => ({ value, phrase })),
    );
    const listed = sayings
      .filter((saying) => saying.question === id && saying.procedures.includes(procedure))
      .flatMap(({ says }) =>
        Object.entries(says).flatMap(([value, phrases]) =>
          value in options ? phrases.map((phrase) => ({ value, phrase })) : [],
        ),
      );
    return [...own, ...listed].map(({ value, phrase }) => ({
      value,
      parts: phrase
        .split(gap)
        .map(readPhrase)
        .filter(({ length }) => length > 0),
    }));
  };
}

/** Figures are read as measures: "dưới 14" is the name of a procedure too. */
function isTelling(phrase: string): boolean {
  return fold(phrase).split(" ").length >= minWords && !/\d/.test(phrase);
}

function wordingsOf({ label, full, words = [] }: GuideOption): readonly string[] {
  return [label, ...(full === undefined ? [] : [full]), ...words];
}

/** Finds each place at which a phrase stands in a message; within a part no clause may end, in a gap no sentence. */
export function findPhrases(
  phrases: readonly TellingPhrase[],
  clauses: readonly Clause[],
): readonly PhraseEvidence[] {
  return phrases.flatMap(({ value, parts }) => {
    const [first, ...rest] = parts;
    if (first === undefined) return [];
    return findPart(first, clauses).flatMap(({ start, end, sentence }) => {
      let last = end;
      const gaps: WordSpan[] = [];
      for (const part of rest) {
        const next = findPart(part, clauses).find(
          (each) =>
            each.sentence === sentence && each.start >= last && each.start - last <= maxGapWords,
        );
        if (next === undefined) return [];
        gaps.push({ start: last, end: next.start });
        last = next.end;
      }
      return [{ value, start, end: last, gaps }];
    });
  });
}

function findPart(
  part: readonly Word[],
  clauses: readonly Clause[],
): readonly (WordSpan & { readonly sentence: number })[] {
  return clauses.flatMap(({ words, start, sentence }) =>
    words.flatMap((_, at) => {
      const isHere = part.every((word, index) => {
        const typed = words[at + index];
        return typed !== undefined && matchesWord(typed, word);
      });
      return isHere ? [{ start: start + at, end: start + at + part.length, sentence }] : [];
    }),
  );
}
