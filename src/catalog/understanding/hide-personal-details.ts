import { splitWords, type Word } from "../text/fold.ts";
import { normalizeBounded } from "../text/normalize.ts";
import { matcherOf, PhraseMatcher } from "../text/phrase-matcher.ts";
import type { PersonNames } from "../vocabulary-schema.ts";

/** Returns the sentence without names, numbers, codes and addresses, each replaced by a word in brackets. */
export type HidePersonalDetails = (sentence: string) => string;

/** A sentence is cut here: what it asks is said in fewer characters. */
const maxLength = 500;
/** A Vietnamese name has hardly ever more words. */
const maxNameWords = 4;
const fullNameWords = 3;
const hiddenName = "[tên]";
const hiddenNumber = "[số]";
const hiddenAddress = "[địa chỉ mạng]";

const networkAddress = /@|:\/\/|www\.|\.(?:com|vn|net|org|info|xyz|me|io)\b/iu;
const closing = /[.,;:!?)]$/;
/** The groups of one number: "0903 123 456". */
const groups = /\[số\](?: \[số\])+/gu;
const tokens = /[\p{L}\p{M}]+|[^\p{L}\p{M}]+/gu;
const endsPhrase = /[,.;:!?\n([]/;

type Role = "introduction" | "title" | "kept" | "end";

interface Token {
  readonly text: string;
  readonly word: Word;
  readonly hasCapital: boolean;
  /** Punctuation stands before it. */
  readonly begins: boolean;
}

/** Compiles how people are named. It hides a word too many rather than a name too few. */
export function buildHidePersonalDetails(names: PersonNames): HidePersonalDetails {
  const family = matcherOf(names.family.phrases);
  const middle = matcherOf(names.middle.phrases);
  const roles = new PhraseMatcher<Role>(
    [
      ...names.introductions.phrases.map((phrase) => [phrase, "introduction"] as const),
      ...names.titles.phrases.map((phrase) => [phrase, "title"] as const),
      ...names.kept.phrases.map((phrase) => [phrase, "kept"] as const),
      ...names.ends.phrases.map((phrase) => [phrase, "end"] as const),
    ],
    (phrase) => [...splitWords(phrase)],
  );

  return (sentence) => {
    const text = normalizeBounded(sentence, maxLength)
      .split(/\s+/)
      .map(hideNumber)
      .join(" ")
      .replaceAll(groups, hiddenNumber);
    const pieces = text.match(tokens) ?? [];
    const said = readTokens(pieces);
    const hidden = findNames(said);
    return joinHidden(pieces, hidden);
  };

  function findNames(said: readonly Token[]): ReadonlySet<number> {
    const words = said.map(({ word }) => word);
    // In a text of capitals, or with one before every word, capitals tell nothing.
    const tells = said.some(({ hasCapital }) => !hasCapital);
    const hidden = new Set<number>();
    for (let at = 0; at < said.length; ) {
      const role = roles.longestAt(words, at);
      const start = role?.value === "introduction" || role?.value === "title" ? role.end : at;
      const end = endOfName(said, words, start, {
        isIntroduced: role?.value === "introduction",
        tells,
      });
      for (let each = start; each < end; each += 1) hidden.add(each);
      at = Math.max(end, role === null ? at + 1 : role.end);
    }
    return hidden;
  }

  /** Returns where a name that begins at `start` ends; `start` itself if none begins there. */
  function endOfName(
    said: readonly Token[],
    words: readonly Word[],
    start: number,
    { isIntroduced, tells }: { readonly isIntroduced: boolean; readonly tells: boolean },
  ): number {
    const first = said[start];
    if (first === undefined || isEnd(words, start)) return start;
    const isFull =
      family.longestAt(words, start) !== null && middle.longestAt(words, start + 1) !== null;
    const isCapital = (at: number) => tells && said[at]?.hasCapital === true && !isKept(words, at);
    const isNamed =
      isIntroduced || isFull || (isCapital(start) && (isCapital(start + 1) || !first.begins));
    if (!isNamed) return start;
    // The middle name and the word behind it belong to the name, whatever else they may mean.
    let end = isFull ? Math.min(start + fullNameWords, said.length) : start + 1;
    while (end < Math.min(start + maxNameWords, said.length)) {
      const isNext = isIntroduced || isCapital(end);
      if (!isNext || said[end]?.begins === true || isEnd(words, end)) break;
      end += 1;
    }
    return end;
  }

  function isEnd(words: readonly Word[], at: number): boolean {
    return roles.longestAt(words, at)?.value === "end";
  }

  function isKept(words: readonly Word[], at: number): boolean {
    return roles.longestAt(words, at)?.value === "kept";
  }
}

/** Hides an address, or whatever holds a digit: a number, a code, a date, a sum. */
function hideNumber(word: string): string {
  if (networkAddress.test(word)) return hiddenAddress;
  if (!/\p{N}/u.test(word)) return word;
  return hiddenNumber + (closing.exec(word)?.[0] ?? "");
}

function readTokens(pieces: readonly string[]): Token[] {
  let begins = true;
  const said: Token[] = [];
  for (const text of pieces) {
    const [word] = isWord(text) ? splitWords(text) : [];
    if (word === undefined) begins ||= endsPhrase.test(text);
    else {
      said.push({ text, word, hasCapital: /^\p{Lu}/u.test(text), begins });
      begins = false;
    }
  }
  return said;
}

/** Writes the sentence again; words of one name become one bracket. */
function joinHidden(pieces: readonly string[], hidden: ReadonlySet<number>): string {
  let at = 0;
  let written = "";
  let isInName = false;
  for (const piece of pieces) {
    const isHidden = isWord(piece) && hidden.has(at);
    if (isWord(piece)) at += 1;
    if (!isHidden && isInName && isWord(piece)) isInName = false;
    if (isHidden && !isInName) written += hiddenName;
    else if (!isHidden && !(isInName && piece.trim() === "" && hidden.has(at))) written += piece;
    if (isHidden) isInName = true;
  }
  return written;
}

function isWord(piece: string): boolean {
  return /^[\p{L}\p{M}]/u.test(piece);
}
