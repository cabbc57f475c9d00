import type { GuideOption, GuideQuestion } from "../../schema.ts";
import { fold, type Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import type { WordSpan } from "../../text/phrase-matcher.ts";
import type { ToldFactPhrases } from "../../vocabulary-schema.ts";
import type { MessageWords } from "./message-words.ts";

/** Between the parts of a phrase. */
const gap = "…";
const maxGapWords = 5;
/** "<nước>": any of the words of that set. */
const setName = /<([^<>]+)>/;
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
  { sayings, weak, sets }: ToldFactPhrases,
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
          value in options
            ? phrases.flatMap((phrase) => expand(phrase, sets)).map((phrase) => ({ value, phrase }))
            : [],
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

/** Writes out the sets that a phrase names. */
function expand(phrase: string, sets: ToldFactPhrases["sets"]): readonly string[] {
  const [written, name] = setName.exec(phrase) ?? [];
  if (written === undefined || name === undefined) return [phrase];
  const words = sets[name]?.phrases ?? [];
  return words.flatMap((word) => expand(phrase.replace(written, word), sets));
}

/** Finds each place at which a phrase stands in a message; within a part no clause may end, in a gap no sentence. */
export function findPhrases(
  phrases: readonly TellingPhrase[],
  message: MessageWords,
): readonly PhraseEvidence[] {
  return phrases.flatMap(({ value, parts }) => {
    const [first, ...rest] = parts;
    if (first === undefined) return [];
    const found = message.find(first).flatMap(({ start, end, sentence }): PhraseEvidence[] => {
      let last = end;
      const gaps: WordSpan[] = [];
      for (const part of rest) {
        const next = message
          .find(part)
          .find(
            (each) =>
              each.sentence === sentence && each.start >= last && each.start - last <= maxGapWords,
          );
        if (next === undefined) return [];
        gaps.push({ start: last, end: next.start });
        last = next.end;
      }
      return [{ value, start, end: last, gaps }];
    });
    // "Khai sinh, sinh ở bệnh viện" tells it from the second "sinh" on.
    return found.filter(({ end }, at) => found[at + 1]?.end !== end);
  });
}
