import type { CatalogRecords } from "../schema.ts";
import { splitWords, type Word } from "../text/fold.ts";
import { normalizeIAndY } from "../text/phrase-matcher.ts";
import type { HidePersonalDetails } from "./hide-personal-details.ts";

/** Which words of a sentence that was not understood may be stored, for 30 days: they must not tell who typed it. */

/** A question has fewer. */
const maxWords = 20;

/** Returns the words that every resident might use: those of the procedures' names, and common ones. */
export function harmlessVocabulary({
  procedures,
  synonyms,
  commonWords,
}: Pick<CatalogRecords, "procedures" | "synonyms" | "commonWords">): Set<string> {
  const named = procedures.flatMap(({ name, aliases, field }) => [name, field, ...aliases]);
  const texts = [...named, ...synonyms.flatMap(({ phrases }) => phrases), ...commonWords];
  const words = texts.flatMap((text) => normalizeIAndY(splitWords(text)));
  return new Set(words.flatMap(({ exact, folded }) => [exact, folded]));
}

/** Returns the harmless words, folded. Never a number: it could be an address, a date of birth, a telephone. */
export function findHarmlessWords(
  words: readonly Word[],
  harmless: ReadonlySet<string>,
): readonly string[] {
  const found = words.filter(({ exact }) => harmless.has(exact)).map(({ folded }) => folded);
  return [...new Set(found)].filter((word) => /^\p{L}+$/u.test(word)).slice(0, maxWords);
}

export type KeepHarmlessWords = (text: string) => readonly string[];

/** Builds the filter that a text goes through again before it leaves the service: names first, then every other word. */
export function buildKeepHarmlessWords(
  harmless: ReadonlySet<string>,
  hidePersonalDetails: HidePersonalDetails,
): KeepHarmlessWords {
  return (text) => findHarmlessWords(readUnnamed(text, hidePersonalDetails), harmless);
}

/** Returns those of the words, folded, that belong to no name, number, code or address of the sentence. */
export function dropPersonalWords(
  words: readonly string[],
  sentence: string,
  hidePersonalDetails: HidePersonalDetails,
): readonly string[] {
  const kept = new Set(readUnnamed(sentence, hidePersonalDetails).map(({ folded }) => folded));
  const personal = new Set(
    normalizeIAndY(splitWords(sentence))
      .map(({ folded }) => folded)
      .filter((word) => !kept.has(word)),
  );
  return words.filter((word) => !personal.has(word));
}

const brackets = /\[[^[\]]{0,40}\]/g;

function readUnnamed(text: string, hidePersonalDetails: HidePersonalDetails): Word[] {
  return normalizeIAndY(splitWords(hidePersonalDetails(text).replaceAll(brackets, " ")));
}
