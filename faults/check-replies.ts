import type { Delivery } from "./fault-platform.ts";

/** What became of a resident's replies. */
export interface Verdict {
  readonly lost: number;
  /** Repeated though nothing was in flight. */
  readonly doubled: number;
  /** Repeated because the answer to the first copy can't have been kept. */
  readonly repeatedInFlight: number;
  readonly outOfStep: number;
}

/** What excuses that a reply comes twice. Times are milliseconds since the epoch. */
export interface Excuses {
  /** When the fault struck: the one reply then in flight may come again. */
  readonly struck: readonly number[];
  /** While the platform took sends without a sound answer: each may come once more. */
  readonly unanswered: readonly { readonly from: number; readonly to: number }[];
}

/** A copy that came at most this long before or after the fault struck may not have been noted as sent. */
const inFlightMs = 500;

/** Holds the replies that a resident got against those due. */
export function judge(
  due: readonly string[],
  delivered: readonly Delivery[],
  { struck, unanswered }: Excuses,
): Verdict {
  let next = 0;
  let previous: Delivery | null = null;
  let copies = 1;
  const verdict = { lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
  const moments = new Set(struck);

  const isExcused = ({ at }: Delivery) => {
    if (unanswered.some(({ from, to }) => at >= from && at <= to)) return copies <= 2;
    const moment = [...moments].find((struckAt) => Math.abs(at - struckAt) <= inFlightMs);
    return moment !== undefined && moments.delete(moment);
  };
  const take = (entry: Delivery, following: number) => {
    next = following;
    previous = entry;
    copies = 1;
  };
  for (const entry of delivered) {
    if (entry.text === due[next]) {
      take(entry, next + 1);
    } else if (previous !== null && entry.text === previous.text) {
      copies += 1;
      if (isExcused(previous)) verdict.repeatedInFlight += 1;
      else verdict.doubled += 1;
      previous = entry;
    } else {
      verdict.outOfStep += 1;
      const ahead = due.indexOf(entry.text, next);
      if (ahead !== -1) take(entry, ahead + 1);
    }
  }
  return { ...verdict, lost: due.length - next };
}

export function add(verdicts: readonly Verdict[]): Verdict {
  const total = (name: keyof Verdict) => verdicts.reduce((sum, verdict) => sum + verdict[name], 0);
  return {
    lost: total("lost"),
    doubled: total("doubled"),
    repeatedInFlight: total("repeatedInFlight"),
    outOfStep: total("outOfStep"),
  };
}
