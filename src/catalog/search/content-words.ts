import { spelledWords, type Word } from "../vietnamese.ts";
import { fillers, sameAs } from "./lexicon.ts";

/** A phrase of the lexicon as the words in which it is looked for. */
interface Phrase {
  readonly said: readonly Word[];
  /** What takes its place. */
  readonly meant: readonly Word[];
}

/** A matter is told in fewer; what follows is story. */
const maxContentWords = 150;
const meanings = index(
  Object.entries(sameAs).flatMap(([meant, variants]) =>
    variants.map((said) => ({ said: spelledWords(said), meant: spelledWords(meant) })),
  ),
);
const fillerPhrases = index(fillers.map((said) => ({ said: spelledWords(said), meant: [] })));
/** Phrases of more words are not in the lexicon. */
const longest = Math.max(
  ...[...meanings.values(), ...fillerPhrases.values()].flat().map(({ said }) => said.length),
);

/**
 * The words of a sentence that tell what it is about: abbreviations and old names replaced by what
 * is meant, politeness and question words left out. The order stays.
 */
export function contentWords(sentence: string): Word[] {
  const meant = replacePhrases(spelledWords(sentence), meanings);
  return replacePhrases(meant, fillerPhrases).slice(0, maxContentWords);
}

/** Whether a word as typed can be this word: typed without marks it can be any that folds to it. */
export function canBe(typed: Word, word: Word): boolean {
  return (
    typed.folded === word.folded && (typed.exact === word.exact || typed.exact === typed.folded)
  );
}

function index(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> {
  return Map.groupBy(phrases, (phrase) => keyOf(phrase.said));
}

function keyOf(said: readonly Word[]): string {
  return said.map((word) => word.folded).join(" ");
}

/** From left to right, at each word the longest phrase that can be meant. */
function replacePhrases(
  typed: readonly Word[],
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): Word[] {
  const result: Word[] = [];
  for (let start = 0; start < typed.length; ) {
    const phrase = phraseAt(typed, start, phrases);
    const word = typed[start];
    if (phrase === undefined) {
      if (word !== undefined) result.push(word);
      start += 1;
    } else {
      result.push(...phrase.meant);
      start += phrase.said.length;
    }
  }
  return result;
}

function phraseAt(
  typed: readonly Word[],
  start: number,
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): Phrase | undefined {
  for (let length = Math.min(longest, typed.length - start); length > 0; length -= 1) {
    const span = typed.slice(start, start + length);
    const found = phrases
      .get(keyOf(span))
      ?.find(({ said }) => said.every((word, at) => isSaid(span[at], word)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSaid(typed: Word | undefined, word: Word): boolean {
  return typed !== undefined && canBe(typed, word);
}
