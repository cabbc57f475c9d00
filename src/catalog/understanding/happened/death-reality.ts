import type { WordSpan } from "../../text/phrase-matcher.ts";
import type { Signals } from "./signals.ts";

/** The words of a sentence that tell of a death. */
export interface ToldDeath extends WordSpan {
  /** The index of the first word of the verb. */
  readonly verb: number;
}

const maxWordsOfCondition = 4;

/** "Ba tôi chưa mất", "nếu mẹ em mất": nobody has died. */
export function isOnlyThought(signals: Signals, { start, verb }: ToldDeath): boolean {
  const isNotYet = signals.all("not_yet").some((no) => no.start >= start && no.end <= verb);
  const isSupposed = signals
    .all("supposed")
    .some((word) => word.end <= start && start - word.start <= maxWordsOfCondition);
  return isNotYet || isSupposed;
}

const pastYear = /^(19\d\d|20[01]\d|202[0-4])$/;
const someYears = /\b(\d+|hai|ba|muoi) (chuc )?nam (truoc|roi|nay)\b/;

/** Whether the death is long ago: nobody is consoled for it any more. */
export function isLongAgo(signals: Signals): boolean {
  if (
    signals.has("long_ago") ||
    someYears.test(signals.words.map(({ folded }) => folded).join(" "))
  )
    return true;
  return signals.words.some(({ folded }) => pastYear.test(folded));
}
