import type { ChatSpelling } from "../vocabulary-schema.ts";
import { buildAnswerReader, type ReadAnswer } from "./answer-reader.ts";
import { splitWords, type Word } from "./fold.ts";
import { normalizeIAndY, PhraseMatcher, replacePhrases } from "./phrase-matcher.ts";
import { buildSpellingCorrection, fixKeyboardTypo } from "./typos.ts";

/** Gives the words of a text as they were meant. */
export type ReadWords = (text: string) => Word[];

export type ReplaceChatSpelling = (words: readonly Word[]) => Word[];

/** A longer message is a story with its question at the end. */
const maxWords = 400;

/** In Vietnamese two words in three carry marks: a sentence with this share of marked words leaves none out. */
const fullyMarkedShare = 0.4;

/** Builds the replacement of chat and regional spelling: "ko bít" becomes "không biết". */
export function buildChatSpelling(spellings: readonly ChatSpelling[]): ReplaceChatSpelling {
  const matcher = new PhraseMatcher(
    spellings.flatMap(({ meant, typed }) => {
      const words = normalizeIAndY(splitWords(meant));
      return typed.map((phrase) => [phrase, words] as const);
    }),
  );
  return (words) => replacePhrases(words, matcher);
}

/**
 * Builds the reader of the vocabulary's own phrases. They are spelled as the sentences are in which they are searched
 * for, but no typing errors are corrected, and one word with marks says that the others have none: "thi" in "thi bằng lái"
 * is not "thì".
 */
export function buildPhraseReader(replaceChatSpelling: ReplaceChatSpelling): ReadWords {
  return (phrase) => replaceChatSpelling(flagUnmarkedWords(normalizeIAndY(splitWords(phrase)), 0));
}

/** Readers of what residents type: whole sentences, and answers to a question. */
interface TypedReaders {
  readonly readSentence: ReadWords;
  readonly readAnswer: ReadAnswer;
}

/**
 * Builds the readers of typed sentences and answers. It removes what Telex, VNI and stuck keys left behind, replaces chat and
 * regional spelling, writes `i` and `y` in one way, and corrects single typing errors in words that are not in
 * `knownWords` (folded).
 */
export function buildTypedReaders(
  knownWords: Iterable<string>,
  replaceChatSpelling: ReplaceChatSpelling,
): TypedReaders {
  const known = new Set(knownWords);
  const correctSpelling = buildSpellingCorrection(known);
  const readSentence = (sentence: string) => {
    const typed = flagUnmarkedWords(normalizeIAndY(splitWords(sentence)).slice(-maxWords));
    const words = replaceChatSpelling(
      typed.map((word) => (known.has(word.folded) ? word : respell(word, fixKeyboardTypo))),
    );
    return words.map((word) =>
      // A number is no slip of another: 2015 is not 2025.
      isNumber(word) ? word : respell(word, (folded) => correctSpelling(folded) ?? folded),
    );
  };
  return {
    readSentence,
    readAnswer: buildAnswerReader(known, replaceChatSpelling, correctSpelling),
  };
}

/** Flags the unmarked words of a text of whose words at least this share carries marks. */
export function flagUnmarkedWords(words: Word[], minShare = fullyMarkedShare): Word[] {
  const marked = words.filter(({ exact, folded }) => exact !== folded).length;
  if (marked === 0 || marked < words.length * minShare) return words;
  return words.map((word) => (word.exact === word.folded ? { ...word, isUnmarked: true } : word));
}

function isNumber({ folded }: Word): boolean {
  return /^\d+$/.test(folded);
}

/** A corrected word loses its marks. */
function respell(word: Word, correct: (folded: string) => string): Word {
  const corrected = correct(word.folded);
  return corrected === word.folded ? word : { folded: corrected, exact: corrected };
}
