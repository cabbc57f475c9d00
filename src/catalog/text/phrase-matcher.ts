import { splitWords, type Word } from "./fold.ts";

/** Where something stands in a sentence: index of its first word, and of the word behind its last. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

/** A phrase that was found in a sentence, and what it stands for. */
export interface PhraseMatch<T> extends WordSpan {
  readonly value: T;
}

/** Most nodes end a phrase and lead nowhere: an empty map in each would take more room than all the words. */
interface Node<T> {
  next: Map<string, Node<T>> | null;
  phrases: readonly { readonly words: readonly Word[]; readonly value: T }[];
}

/** Phrases by their words, to be found in a sentence in one pass however many there are. */
export class PhraseMatcher<T> {
  readonly #root: Node<T> = { next: null, phrases: [] };

  /** `read` gives the words of a phrase as those of the sentences are given. */
  constructor(
    phrases: Iterable<readonly [phrase: string, value: T]>,
    read: (phrase: string) => Word[] = (phrase) => evenlySpelled(splitWords(phrase)),
  ) {
    for (const [phrase, value] of phrases) this.#add(read(phrase), value);
  }

  /** The longest phrase that begins with that word; null where none does. */
  longestAt(words: readonly Word[], start: number): PhraseMatch<T> | null {
    return this.#at(words, start).at(-1) ?? null;
  }

  /** From left to right the longest phrase at each word; none overlaps another. */
  find(words: readonly Word[]): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    for (let start = 0; start < words.length; ) {
      const longest = this.longestAt(words, start);
      if (longest !== null) found.push(longest);
      start = longest?.end ?? start + 1;
    }
    return found;
  }

  /** Every phrase in the sentence, also those inside longer ones. */
  findAll(words: readonly Word[]): PhraseMatch<T>[] {
    return words.flatMap((_, start) => this.#at(words, start));
  }

  /** Every phrase that begins with that word, the longest last. */
  #at(words: readonly Word[], start: number): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    let node: Node<T> | undefined = this.#root;
    for (let end = start; end < words.length; ) {
      node = node.next?.get(words[end]?.folded ?? "");
      if (node === undefined) break;
      end += 1;
      for (const { words: phrase, value } of node.phrases) {
        if (phrase.every((word, at) => isSaid(words[start + at], word))) {
          found.push({ value, start, end });
        }
      }
    }
    return found;
  }

  #add(words: readonly Word[], value: T): void {
    let node = this.#root;
    for (const { folded } of words) {
      node.next ??= new Map();
      const next: Node<T> = node.next.get(folded) ?? { next: null, phrases: [] };
      node.next.set(folded, next);
      node = next;
    }
    if (node !== this.#root) node.phrases = [...node.phrases, { words, value }];
  }
}

/** Whether a word as typed can be this word: in a sentence without marks it can be any that folds to it. */
export function matchesWord(typed: Word, word: Word): boolean {
  if (typed.folded !== word.folded) return false;
  return typed.exact === word.exact || (typed.exact === typed.folded && typed.isBare !== true);
}

function isSaid(typed: Word | undefined, word: Word): boolean {
  return typed !== undefined && matchesWord(typed, word);
}

/** `kỹ` and `kĩ`, `ký` and `kí` are the same word in two spellings: `y` alone after a consonant becomes `i`. */
export function evenlySpelled(words: readonly Word[]): Word[] {
  return words.map(({ folded, exact }) => ({ folded: evenly(folded), exact: evenly(exact) }));
}

function evenly(word: string): string {
  return word.replace(/^([^aeiouy\d]+)y(?=$|[^\p{L}])/u, "$1i");
}
