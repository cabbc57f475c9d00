import type { Delivery } from "./fault-platform.ts";

export interface NotificationCounts {
  readonly lost: number;
  /** For each kill: copies of messages that were sent just before it and perhaps not yet recorded. */
  readonly copiesAtKills: readonly number[];
  /** All other copies: their first copy may have timed out. */
  readonly copiesAfterTimeOuts: number;
}

/** A message may have been accepted this long before a kill without a recorded outcome. */
const unrecordedMs = 1_000;

/** Compares what was delivered with one message to each user. `killedAt`: when the service was killed. */
export function checkNotifications(
  users: ReadonlySet<string>,
  delivered: readonly Delivery[],
  killedAt: readonly number[],
): NotificationCounts {
  const last = new Map<string, number>();
  const copiesAtKills = killedAt.map(() => 0);
  let copiesAfterTimeOuts = 0;
  for (const { user, at } of delivered) {
    const before = last.get(user);
    last.set(user, at);
    if (before === undefined) continue;
    const kill = killedAt.findIndex(
      (killAt) => before <= killAt && killAt - before < unrecordedMs && at > killAt,
    );
    if (kill < 0) copiesAfterTimeOuts += 1;
    else copiesAtKills[kill] = (copiesAtKills[kill] ?? 0) + 1;
  }
  const lost = [...users].filter((user) => !last.has(user)).length;
  return { lost, copiesAtKills, copiesAfterTimeOuts };
}
