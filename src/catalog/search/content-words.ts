import type { Word } from "../text/fold.ts";
import { wordsMeant } from "../text/normalizer.ts";
import { PhraseMatcher } from "../text/phrase-matcher.ts";
import { compounds, fillers, sameAs } from "./lexicon.ts";
import { mattersElsewhere } from "./matters-elsewhere.ts";

/** What takes the place of a phrase; a compound stays, whatever it is made of. */
const phrases = new PhraseMatcher<readonly Word[]>(
  [
    ...Object.values(mattersElsewhere).flatMap((said) =>
      said.map((phrase) => meaning(phrase, phrase)),
    ),
    ...Object.entries(sameAs).flatMap(([meant, said]) =>
      said.map((phrase) => meaning(phrase, meant)),
    ),
    ...compounds.map((phrase) => meaning(phrase, phrase)),
    ...fillers.map((phrase) => meaning(phrase, "")),
  ],
  wordsMeant,
);

/**
 * The words of a sentence that tell what it is about: abbreviations and old names replaced by what
 * is meant, politeness and question words left out. The order stays.
 */
export function contentWords(words: readonly Word[]): Word[] {
  const result: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const found = phrases.longestAt(words, at);
    const word = words[at];
    if (found !== null) result.push(...found.value);
    else if (word !== undefined) result.push(word);
    at = found?.end ?? at + 1;
  }
  return result;
}

function meaning(said: string, meant: string): readonly [string, readonly Word[]] {
  return [said, wordsMeant(meant)];
}
