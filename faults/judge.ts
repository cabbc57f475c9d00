import type { Entry } from "./platform.ts";

/** What became of a resident's replies. */
export interface Verdict {
  readonly lost: number;
  /** Repeated though nothing was in flight. */
  readonly doubled: number;
  /** Repeated because the answer to the first copy can't have been kept. */
  readonly repeatedInFlight: number;
  readonly outOfStep: number;
}

/** A copy that came at most this long before the fault struck may not have been noted as sent. */
const inFlightMs = 500;

/**
 * Holds the replies that a resident got against those due. `struck` are the moments at which the fault struck:
 * at each, the one reply in flight may come twice.
 */
export function judge(
  due: readonly string[],
  delivered: readonly Entry[],
  struck: readonly number[],
): Verdict {
  let next = 0;
  let previous: Entry | null = null;
  let copies = 1;
  const verdict = { lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
  const excuses = new Set(struck);
  for (const entry of delivered) {
    if (entry.text === due[next]) {
      next += 1;
      previous = entry;
      copies = 1;
    } else if (previous !== null && entry.text === previous.text) {
      copies += 1;
      if (isExcused(previous, copies, excuses)) verdict.repeatedInFlight += 1;
      else verdict.doubled += 1;
      previous = entry;
    } else {
      verdict.outOfStep += 1;
      const ahead = due.indexOf(entry.text, next);
      if (ahead === -1) continue;
      next = ahead + 1;
      previous = entry;
      copies = 1;
    }
  }
  return { ...verdict, lost: due.length - next };
}

/** Where the answer told nothing, one more copy is due; each moment excuses one repetition. */
function isExcused(first: Entry, copies: number, excuses: Set<number>): boolean {
  if (first.conduct !== "accept") return copies <= 2;
  const moment = [...excuses].find(
    (at) => first.at <= at + inFlightMs && first.at >= at - inFlightMs,
  );
  return moment !== undefined && excuses.delete(moment);
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
