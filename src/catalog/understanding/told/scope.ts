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
  /**
   * Whether the resident states a fact with these words, and does not deny, ask, suppose or plan it, or tell it of others.
   * What is wanted may be asked or planned.
   */
  isTold(span: WordSpan, isWish?: boolean): boolean;
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

  isTold(span: WordSpan, isWish = false): boolean {
    const first = this.#clauses.find(({ start, words }) => span.start < start + words.length);
    const last = this.#clauses.find(({ start, words }) => span.end <= start + words.length);
    if (first === undefined || last === undefined) return false;
    const sentenceStart =
      this.#clauses.find(({ sentence }) => sentence === first.sentence)?.start ?? first.start;
    return !(
      this.has("suppositions", sentenceStart, span.start) ||
      this.#isSomebodyElses(span, first.start) ||
      this.#isDenied(span, first.start) ||
      (!isWish && this.#follows("plans", span)) ||
      this.#follows("generics", span) ||
      this.#looksAlike(span) ||
      this.#isOneOfSeveral(span) ||
      this.#isAsked(span, last, isWish)
    );
  }

  #of(kind: ToldWordKind): readonly Marker[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Who stands behind "của" or "cho" does nothing: "mua xe của người ta, không có giấy". */
  #isSomebodyElses({ start }: WordSpan, clauseStart: number): boolean {
    return this.#of("others").some(
      (other) =>
        other.start >= clauseStart &&
        other.end <= start &&
        !this.#of("other_ties").some((tie) => tie.end === other.start),
    );
  }

  #isDenied({ start }: WordSpan, clauseStart: number): boolean {
    return this.#of("negations").some((negation) => {
      const isBefore = negation.start >= clauseStart && negation.end <= start;
      if (!isBefore || start - negation.end >= maxDenied) return false;
      return !this.has("links", negation.end, start);
    });
  }

  #follows(kind: ToldWordKind, { start }: WordSpan): boolean {
    return this.#of(kind).some(({ end }) => end === start);
  }

  #looksAlike({ start, end }: WordSpan): boolean {
    const isPartOf = (other: WordSpan) => other.start < end && other.end > start;
    return this.#of("lookalikes").some(
      (other) => isPartOf(other) && (other.start > start || other.end > end),
    );
  }

  /** "Ở nhà hay ở bệnh viện". */
  #isOneOfSeveral({ start, end }: WordSpan): boolean {
    return this.#of("alternatives").some(
      (word) =>
        (word.end <= start && start - word.end <= 1) ||
        (word.start >= end && word.start - end <= 1),
    );
  }

  #isAsked({ start, end }: WordSpan, clause: Clause, isWish: boolean): boolean {
    if (this.#of("definitions").some((definition) => definition.start === end)) return true;
    const isBefore = (kind: ToldWordKind) =>
      this.#of(kind).some(
        (open) =>
          open.start >= clause.start && open.start <= start && start - open.end <= maxBehindStart,
      );
    const isRule = this.#of("rules").some(
      (rule) => rule.start >= end && rule.start - end <= maxBehindStart,
    );
    if (isRule || isWish) return isRule;
    const close = this.#findQuestionEnd(end, clause);
    if (close === null) return false;
    if (close - end <= maxBeforeEnd || isBefore("question_duties")) return true;
    return isBefore("question_starts") && !this.has("question_starts", end, close);
  }

  /** The first word behind a fact that closes a question: at the clause's end, or before a word such as "thì". */
  #findQuestionEnd(from: number, { start, words }: Clause): number | null {
    const clauseEnd = start + words.length;
    const closes = this.#of("question_ends").filter(
      (each) =>
        each.start >= from &&
        (each.end === clauseEnd ||
          (each.end < clauseEnd && this.#of("links").some((link) => link.start === each.end))),
    );
    return closes.length === 0 ? null : Math.min(...closes.map((each) => each.start));
  }
}
