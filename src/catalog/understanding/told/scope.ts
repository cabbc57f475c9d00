import type { ReadWords } from "../../text/normalizer.ts";
import { type PhraseMatch, PhraseMatcher, type WordSpan } from "../../text/phrase-matcher.ts";
import { type ToldFactPhrases, type ToldWordKind, toldWordKinds } from "../../vocabulary-schema.ts";
import type { Clause } from "./clauses.ts";

/** A negation reaches so many words. */
const maxDenied = 3;
/** "Đã ly hôn chưa", "ở nhà được không": at most one word stands between what is asked and the end. */
const maxBeforeEnd = 1;
/** "Có cần làm luôn … không": what is asked begins at most two words behind the beginning of the question. */
const maxBehindStart = 2;

/** Words of a message that change what a fact beside them is. */
export interface Markers {
  /** Whether the message has a word of that kind between two words (numbers in the whole message). */
  has(kind: ToldWordKind, from: number, to: number): boolean;
  /** Whether a fact at these words is told: neither denied nor asked, supposed, planned, nor somebody else's. */
  isTold(span: WordSpan): boolean;
}

/** Builds the reader of the words that change what a fact beside them is. */
export function buildMarkers(
  { words: lists }: ToldFactPhrases,
  readPhrase: ReadWords,
): (clauses: readonly Clause[]) => Markers {
  const matcher = new PhraseMatcher<ToldWordKind>(
    toldWordKinds.flatMap((kind) => lists[kind].phrases.map((phrase) => [phrase, kind] as const)),
    readPhrase,
  );
  return (clauses) => {
    const found = clauses.flatMap(({ words, start }) =>
      matcher
        .findAll(words)
        .map((match) => ({ ...match, start: match.start + start, end: match.end + start })),
    );
    return new FoundMarkers(
      clauses,
      Map.groupBy(found, ({ value }) => value),
    );
  };
}

type Marker = PhraseMatch<ToldWordKind>;

class FoundMarkers implements Markers {
  readonly #clauses: readonly Clause[];
  readonly #byKind: ReadonlyMap<ToldWordKind, readonly Marker[]>;

  constructor(clauses: readonly Clause[], byKind: ReadonlyMap<ToldWordKind, readonly Marker[]>) {
    this.#clauses = clauses;
    this.#byKind = byKind;
  }

  has(kind: ToldWordKind, from: number, to: number): boolean {
    return this.#of(kind).some(({ start, end }) => start >= from && end <= to);
  }

  isTold(span: WordSpan): boolean {
    const first = this.#clauses.find(({ start, words }) => span.start < start + words.length);
    const last = this.#clauses.find(({ start, words }) => span.end <= start + words.length);
    if (first === undefined || last === undefined) return false;
    const sentenceStart =
      this.#clauses.find(({ sentence }) => sentence === first.sentence)?.start ?? first.start;
    return !(
      this.has("suppositions", sentenceStart, span.start) ||
      this.has("others", first.start, span.start) ||
      this.#isDenied(span, first.start) ||
      this.#isPlanned(span) ||
      this.#looksAlike(span) ||
      this.#isOneOfSeveral(span) ||
      this.#isAsked(span, last)
    );
  }

  #of(kind: ToldWordKind): readonly Marker[] {
    return this.#byKind.get(kind) ?? [];
  }

  #isDenied({ start }: WordSpan, clauseStart: number): boolean {
    return this.#of("negations").some((negation) => {
      const isBefore = negation.start >= clauseStart && negation.end <= start;
      if (!isBefore || start - negation.end >= maxDenied) return false;
      return !this.has("links", negation.end, start);
    });
  }

  #isPlanned({ start }: WordSpan): boolean {
    return this.#of("plans").some(({ end }) => end <= start && start - end < 1);
  }

  #looksAlike({ start, end }: WordSpan): boolean {
    const isPartOf = (other: WordSpan) => other.start < end && other.end > start;
    return this.#of("lookalikes").some(
      (other) => isPartOf(other) && (other.start > start || other.end > end),
    );
  }

  #isOneOfSeveral({ start, end }: WordSpan): boolean {
    return this.#of("alternatives").some((word) => word.end === start || word.start === end);
  }

  #isAsked({ start, end }: WordSpan, clause: Clause): boolean {
    const clauseEnd = clause.start + clause.words.length;
    if (this.#of("definitions").some((definition) => definition.start === end)) return true;
    const close = this.#of("question_ends")
      .filter((each) => each.end === clauseEnd && each.start >= end)
      .sort((a, b) => a.start - b.start)[0];
    if (close === undefined) return false;
    if (close.start - end <= maxBeforeEnd) return true;
    const isOpened = this.#of("question_starts").some(
      (open) =>
        open.start <= start && start - open.end <= maxBehindStart && open.start >= clause.start,
    );
    return isOpened && !this.has("question_starts", end, close.start);
  }
}
