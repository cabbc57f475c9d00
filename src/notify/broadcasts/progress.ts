import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import type { BroadcastState } from "./broadcast-store.ts";
import { skipCancelled } from "./ledger-lines.ts";

/** How far a broadcast is. Read from its counts: as quick for a million lines as for one. */
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

/** null where there is no such broadcast. */
export async function readProgress(db: DbHandle, id: number): Promise<BroadcastProgress | null> {
  const rows = await db
    .selectFrom("broadcast")
    .leftJoin("broadcast_count", "broadcast_count.broadcast_id", "broadcast.id")
    .select(["state", "recipients", "what", "detail", "count"])
    .where("broadcast.id", "=", id)
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const by = (what: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row.what === what)
        .map(({ detail, count }) => [detail ?? "", count ?? 0]),
    );
  const sum = (what: string) => Object.values(by(what)).reduce((total, one) => total + one, 0);
  const recipients = first.recipients ?? 0;
  const [sent, failed, skipped] = [sum("sent"), sum("failed"), sum("skipped")];
  return {
    state: first.state as BroadcastState,
    recipients,
    // A draft that was cancelled has no list, though one that a dying process had half written may have been swept.
    waiting: Math.max(0, recipients - sent - failed - skipped),
    ...{ sent, failed, skipped },
    delivered: sum("delivered"),
    seen: sum("seen"),
    byRoute: by("sent"),
    failedBy: by("failed"),
    skippedBy: by("skipped"),
  };
}

/**
 * Ends the broadcasts that have no line left that waits, and sweeps those that were cancelled, some lines at a time. Not while
 * somebody writes the list of one that was cancelled at that moment: they clear it away.
 */
export async function endWhatIsOver(db: DbHandle, now: Date): Promise<void> {
  const isWritten = sql`(freezing_until is null or freezing_until <= ${now})`;
  const { rows } = await sql<{ id: number }>`
    select id from broadcast
    where state = 'cancelled' and finished_at is null and ${isWritten} order by id
  `.execute(db);
  for (const { id } of rows) {
    while ((await skipCancelled(db, id, rowsPerSweep, now)) === rowsPerSweep);
  }
  await sql`
    update broadcast set finished_at = ${now},
      state = case when state = 'sending' then 'done' else state end
    where (state = 'sending' or (state = 'cancelled' and finished_at is null and ${isWritten}))
      and not exists (select 1 from broadcast_recipient
        where broadcast_id = broadcast.id and broadcast_recipient.state = 'waiting')
  `.execute(db);
}
