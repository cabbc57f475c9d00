import type { Word } from "../../text/fold.ts";
import { matchesWord, type WordSpan } from "../../text/phrase-matcher.ts";
import type { Clause } from "./clauses.ts";

interface Place {
  readonly clause: Clause;
  /** The number of the word in its clause. */
  readonly at: number;
}

/** The words of a message by their form without marks: most phrases begin with a word that it does not have. */
export class MessageWords {
  readonly #places: ReadonlyMap<string, readonly Place[]>;

  constructor(clauses: readonly Clause[]) {
    const places = clauses.flatMap((clause) => clause.words.map((_, at) => ({ clause, at })));
    this.#places = Map.groupBy(places, ({ clause, at }) => clause.words[at]?.folded ?? "");
  }

  /** Finds each place where these words stand in a row within one clause. */
  find(words: readonly Word[]): readonly (WordSpan & { readonly sentence: number })[] {
    const first = words[0]?.folded;
    const places = first === undefined ? undefined : this.#places.get(first);
    if (places === undefined) return [];
    return places.flatMap(({ clause, at }) => {
      const isHere = words.every((word, index) => {
        const typed = clause.words[at + index];
        return typed !== undefined && matchesWord(typed, word);
      });
      const start = clause.start + at;
      return isHere ? [{ start, end: start + words.length, sentence: clause.sentence }] : [];
    });
  }
}
