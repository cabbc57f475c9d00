import { fold, type Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import { type PhraseMatch, PhraseMatcher, type WordSpan } from "../../text/phrase-matcher.ts";
import type { HappeningLists, SignalKind } from "../../vocabulary-schema.ts";

/** The words of the rules that stand in a sentence. */
export interface Signals {
  readonly words: readonly Word[];
  has(kind: SignalKind): boolean;
  all(kind: SignalKind): readonly WordSpan[];
  /** Returns the end of the longest phrase of these kinds that begins at a word; null if none does. */
  endOf(start: number, kinds: readonly SignalKind[]): number | null;
  /** Returns the start of the longest phrase of these kinds that ends before a word; null if none does. */
  startOf(end: number, kinds: readonly SignalKind[]): number | null;
  /** Whether a comma or another such mark stands before a word. */
  isBreak(at: number): boolean;
}

export type FindSignals = (words: readonly Word[], text: string) => Signals;

/** Compiles the lists once: one pass over a sentence finds them all, in time that grows with its words alone. */
export function buildSignals(lists: HappeningLists, readPhrase: ReadWords): FindSignals {
  const kinds = Object.keys(lists) as SignalKind[];
  const matcher = new PhraseMatcher<SignalKind>(
    kinds.flatMap((kind) => lists[kind].phrases.map((phrase) => [phrase, kind] as const)),
    readPhrase,
  );
  return (words, text) => {
    let breaks: ReadonlySet<string> | null = null;
    const byKind = Map.groupBy(withoutHidden(matcher.findAll(words)), ({ value }) => value);
    const all = (kind: SignalKind) => byKind.get(kind) ?? [];
    return {
      words,
      all,
      has: (kind) => byKind.has(kind),
      endOf: (start, of) => farthest(of.flatMap(all), ({ start: at }) => at === start, lastEnd),
      startOf: (end, of) => farthest(of.flatMap(all), ({ end: at }) => at === end, firstStart),
      isBreak: (at) => {
        breaks ??= findBreaks(text);
        return breaks.has(`${words[at - 1]?.folded} ${words[at]?.folded}`);
      },
    };
  };
}

const minLettersPerBreak = 9;

/** The pairs of words with a mark between them: words alone carry none. */
function findBreaks(text: string): ReadonlySet<string> {
  const pairs = text.matchAll(
    /([\p{L}\p{N}]{1,40})["”)]{0,3} {0,3}[,.;:!?…\n–-]{1,6}\s{0,3}(?=([\p{L}\p{N}]{1,40}))/gu,
  );
  const found = [...pairs];
  // Marks behind every word are no clauses.
  if (found.length > text.length / minLettersPerBreak) return new Set();
  return new Set(found.map(([, before, behind]) => fold(`${before} ${behind}`)));
}

/** A lookalike hides what is no longer than itself and shares a word with it: "mat khau" holds no "mất". */
function withoutHidden(found: readonly PhraseMatch<SignalKind>[]): PhraseMatch<SignalKind>[] {
  const lookalikes = found.filter(({ value }) => value === "lookalikes");
  if (lookalikes.length === 0) return [...found];
  return found.filter(
    (span) =>
      span.value === "wish_to_die" ||
      !lookalikes.some(
        (hiding) =>
          span.start < hiding.end &&
          span.end > hiding.start &&
          span.end - span.start <= hiding.end - hiding.start,
      ),
  );
}

function farthest(
  spans: readonly WordSpan[],
  fits: (span: WordSpan) => boolean,
  pick: (spans: readonly WordSpan[]) => number,
): number | null {
  const fitting = spans.filter(fits);
  return fitting.length === 0 ? null : pick(fitting);
}

function lastEnd(spans: readonly WordSpan[]): number {
  return Math.max(...spans.map(({ end }) => end));
}

function firstStart(spans: readonly WordSpan[]): number {
  return Math.min(...spans.map(({ start }) => start));
}

/** Whether a phrase is no part of one of these. */
export function isOutside({ start, end }: WordSpan, spans: readonly WordSpan[]): boolean {
  return !spans.some((span) => span.start <= start && span.end >= end);
}
