import type { Delivery } from "./fault-platform.ts";

/** How many of a resident's replies went wrong, by kind. */
export interface ReplyCounts {
  readonly lost: number;
  /** Repeated although nothing was in flight. */
  readonly doubled: number;
  /** Repeated because the service could not record the answer to the first copy. */
  readonly repeatedInFlight: number;
  readonly outOfStep: number;
}

/** When a reply may come twice. Times are milliseconds since the epoch. */
export interface AllowedRepeats {
  /** When the fault interrupted the service: the one reply then in flight may come again. */
  readonly interruptedAt: readonly number[];
  /** When the platform took sends without a valid answer: each may come once more. */
  readonly unanswered: readonly { readonly from: number; readonly to: number }[];
}

/** The service may not have recorded a copy that came at most this long before or after the interruption. */
const inFlightMs = 500;

/** Compares the replies that a resident got with those that were due. */
export function checkReplies(
  due: readonly string[],
  delivered: readonly Delivery[],
  { interruptedAt, unanswered }: AllowedRepeats,
): ReplyCounts {
  let next = 0;
  let previous: Delivery | null = null;
  let copies = 1;
  const counts = { lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
  const unusedInterruptions = new Set(interruptedAt);

  const isAllowedRepeat = ({ at }: Delivery) => {
    if (unanswered.some(({ from, to }) => at >= from && at <= to)) return copies <= 2;
    const interruption = [...unusedInterruptions].find(
      (moment) => Math.abs(at - moment) <= inFlightMs,
    );
    return interruption !== undefined && unusedInterruptions.delete(interruption);
  };
  const accept = (entry: Delivery, following: number) => {
    next = following;
    previous = entry;
    copies = 1;
  };
  for (const entry of delivered) {
    if (entry.text === due[next]) {
      accept(entry, next + 1);
    } else if (previous !== null && entry.text === previous.text) {
      copies += 1;
      if (isAllowedRepeat(previous)) counts.repeatedInFlight += 1;
      else counts.doubled += 1;
      previous = entry;
    } else {
      counts.outOfStep += 1;
      const ahead = due.indexOf(entry.text, next);
      if (ahead !== -1) accept(entry, ahead + 1);
    }
  }
  return { ...counts, lost: due.length - next };
}

export function addCounts(counts: readonly ReplyCounts[]): ReplyCounts {
  const total = (name: keyof ReplyCounts) => counts.reduce((sum, one) => sum + one[name], 0);
  return {
    lost: total("lost"),
    doubled: total("doubled"),
    repeatedInFlight: total("repeatedInFlight"),
    outOfStep: total("outOfStep"),
  };
}
