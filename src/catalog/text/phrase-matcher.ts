import { splitWords, type Word } from "./fold.ts";

/** A place in a sentence: the index of its first word, and of the word behind its last. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

/** A phrase found in a sentence, with the value it stands for. */
export interface PhraseMatch<T> extends WordSpan {
  readonly value: T;
}

/** Most nodes end a phrase and have no children: an empty map in each would take more memory than all the words. */
interface Node<T> {
  children: Map<string, Node<T>> | null;
  phrases: readonly { readonly words: readonly Word[]; readonly value: T }[];
}

/** A trie of phrases by their words. It finds them in a sentence in one pass, however many there are. */
export class PhraseMatcher<T> {
  readonly #root: Node<T> = { children: null, phrases: [] };

  /** `readPhrase` must give the words of a phrase in the spelling of the sentences. */
  constructor(
    phrases: Iterable<readonly [phrase: string, value: T]>,
    readPhrase: (phrase: string) => Word[] = (phrase) => normalizeIAndY(splitWords(phrase)),
  ) {
    for (const [phrase, value] of phrases) this.#add(readPhrase(phrase), value);
  }

  /** Returns the longest phrase that begins at a word, and null if none does. */
  longestAt(words: readonly Word[], start: number): PhraseMatch<T> | null {
    return this.#matchesAt(words, start).at(-1) ?? null;
  }

  /** Finds every phrase in the sentence, also those inside longer ones. */
  findAll(words: readonly Word[]): PhraseMatch<T>[] {
    return words.flatMap((_, start) => this.#matchesAt(words, start));
  }

  /** Finds every phrase that begins at a word, the longest last. */
  #matchesAt(words: readonly Word[], start: number): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    let node: Node<T> | undefined = this.#root;
    for (let end = start; end < words.length; ) {
      node = node.children?.get(words[end]?.folded ?? "");
      if (node === undefined) break;
      end += 1;
      for (const { words: phrase, value } of node.phrases) {
        if (phrase.every((word, at) => isTypedAs(words[start + at], word))) {
          found.push({ value, start, end });
        }
      }
    }
    return found;
  }

  #add(words: readonly Word[], value: T): void {
    let node = this.#root;
    for (const { folded } of words) {
      node.children ??= new Map();
      const child: Node<T> = node.children.get(folded) ?? { children: null, phrases: [] };
      node.children.set(folded, child);
      node = child;
    }
    if (node !== this.#root) node.phrases = [...node.phrases, { words, value }];
  }
}

/** Replaces, from left to right, the longest phrase at each word by what it stands for, and keeps the other words. */
export function replacePhrases(
  words: readonly Word[],
  replacements: PhraseMatcher<readonly Word[]>,
): Word[] {
  const replaced: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const found = replacements.longestAt(words, at);
    const word = words[at];
    if (found !== null) replaced.push(...found.value);
    else if (word !== undefined) replaced.push(word);
    at = found?.end ?? at + 1;
  }
  return replaced;
}

/** Finds phrases of a list, spelled as they are written there: no y is an i. */
export function matcherOf(phrases: readonly string[]): PhraseMatcher<true> {
  return new PhraseMatcher(
    phrases.map((phrase) => [phrase, true] as const),
    (phrase) => [...splitWords(phrase)],
  );
}

/** Whether a typed word can be this word. In a sentence without marks it can be any word that folds to it. */
export function matchesWord(typed: Word, word: Word): boolean {
  if (typed.folded !== word.folded) return false;
  return typed.exact === word.exact || (typed.exact === typed.folded && typed.isUnmarked !== true);
}

/** Whether a typed word can be one of these words. */
export function matchesAnyWord(typed: Word, words: readonly Word[]): boolean {
  return words.some((word) => matchesWord(typed, word));
}

/**
 * Whether the typed words are this phrase and nothing else, with or without diacritics. In several words a wrong mark is
 * a typing error; a single word with other marks is another word: "đúng" is not "dừng".
 */
export function isSamePhrase(typed: readonly Word[], phrase: readonly Word[]): boolean {
  if (typed.length === 0 || typed.length !== phrase.length) return false;
  return typed.every((word, index) => {
    const meant = phrase[index];
    if (meant === undefined) return false;
    return typed.length === 1 ? matchesWord(word, meant) : word.folded === meant.folded;
  });
}

function isTypedAs(typed: Word | undefined, word: Word): boolean {
  return typed !== undefined && matchesWord(typed, word);
}

/** Writes `y` alone after a consonant as `i`: `kỹ` and `kĩ`, `ký` and `kí` are one word in two spellings. */
export function normalizeIAndY(words: readonly Word[]): Word[] {
  return words.map((word) =>
    word.folded.includes("y") ? { folded: yToI(word.folded), exact: yToI(word.exact) } : word,
  );
}

function yToI(word: string): string {
  return word.replace(/^([^aeiouy\d]+)y(?=$|[^\p{L}])/u, "$1i");
}
