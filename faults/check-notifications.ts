import type { Delivery } from "./fault-platform.ts";

export interface NewsVerdict {
  readonly lost: number;
  /** For each kill, the copies of what had been sent just before it and was perhaps not written. */
  readonly atKills: readonly number[];
  /** Every other copy: its first may have timed out. */
  readonly atTimeOuts: number;
}

/** So long before a kill a message may have been accepted, and its outcome not yet written. */
const unwrittenMs = 1_000;

/** Holds what was delivered against one message to each. `struck`: when the service was killed. */
export function judgeNews(
  users: ReadonlySet<string>,
  delivered: readonly Delivery[],
  struck: readonly number[],
): NewsVerdict {
  const last = new Map<string, number>();
  const atKills = struck.map(() => 0);
  let atTimeOuts = 0;
  for (const { user, at } of delivered) {
    const before = last.get(user);
    last.set(user, at);
    if (before === undefined) continue;
    const kill = struck.findIndex(
      (killedAt) => before <= killedAt && killedAt - before < unwrittenMs && at > killedAt,
    );
    if (kill < 0) atTimeOuts += 1;
    else atKills[kill] = (atKills[kill] ?? 0) + 1;
  }
  return { lost: [...users].filter((user) => !last.has(user)).length, atKills, atTimeOuts };
}
