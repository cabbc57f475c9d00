import { skipCancelledRecipients } from "../../db/queries/broadcast-recipients.ts";
import {
  selectCounts,
  selectUnfinishedCancelled,
  updateFinished,
} from "../../db/queries/broadcasts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { BroadcastState, CountedEvent } from "../../db/tables/broadcast-tables.ts";

/** How far a broadcast is. It is read from the counts, which takes as long for a million recipients as for one. */
export interface BroadcastProgress {
  readonly state: BroadcastState;
  readonly recipients: number;
  readonly waiting: number;
  readonly sent: number;
  readonly delivered: number;
  readonly seen: number;
  readonly failed: number;
  readonly skipped: number;
  readonly byRoute: Readonly<Record<string, number>>;
  readonly failedBy: Readonly<Record<string, number>>;
  readonly skippedBy: Readonly<Record<string, number>>;
}

const rowsPerSweep = 1_000;

/** Returns null if there is no such broadcast. */
export async function readProgress(db: DbHandle, id: number): Promise<BroadcastProgress | null> {
  const rows = await selectCounts(db, id);
  const [first] = rows;
  if (first === undefined) return null;
  const countsBy = (event: CountedEvent) =>
    Object.fromEntries(
      rows
        .filter(({ what }) => what === event)
        .map(({ detail, count }) => [detail ?? "", count ?? 0]),
    );
  const sum = (event: CountedEvent) =>
    Object.values(countsBy(event)).reduce((total, one) => total + one, 0);
  const recipients = first.recipients ?? 0;
  const [sent, failed, skipped] = [sum("sent"), sum("failed"), sum("skipped")];
  return {
    state: first.state,
    recipients,
    // A cancelled draft has no recipients, but a half-written list of a process that died may have been skipped.
    waiting: Math.max(0, recipients - sent - failed - skipped),
    sent,
    delivered: sum("delivered"),
    seen: sum("seen"),
    failed,
    skipped,
    byRoute: countsBy("sent"),
    failedBy: countsBy("failed"),
    skippedBy: countsBy("skipped"),
  };
}

/**
 * Skips the waiting recipients of cancelled broadcasts, some at a time, and finishes the broadcasts in which nobody waits any
 * more. A broadcast that was cancelled while a process writes its list is left alone: that process deletes the list.
 */
export async function finishBroadcasts(db: DbHandle, now: Date): Promise<void> {
  const limit = rowsPerSweep;
  for (const id of await selectUnfinishedCancelled(db, now)) {
    while ((await skipCancelledRecipients(db, id, { limit, now })) === limit);
  }
  await updateFinished(db, now);
}
