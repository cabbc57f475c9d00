import type { DbHandle } from "../schema.ts";
import { broadcastState } from "../tables/broadcast-tables.ts";

/**
 * The lease of the process that writes a broadcast's recipient list. It is identified by its end: two leases of one broadcast
 * never end at the same moment, because the second is given only after the end of the first.
 */
export interface SnapshotLease {
  readonly broadcastId: number;
  readonly revision: number;
  readonly until: Date;
}

/** Returns whether the lease was taken: the broadcast is a draft of that revision, and nobody else is writing its list. */
export async function takeSnapshotLease(
  db: DbHandle,
  { broadcastId, revision, until }: SnapshotLease,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set({ freezing_until: until })
    .where("id", "=", broadcastId)
    .where("state", "=", broadcastState.draft)
    .where("revision", "=", revision)
    .where((row) => row.or([row("freezing_until", "is", null), row("freezing_until", "<=", now)]))
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

/** False if the lease ran out and another process has taken it. */
export async function holdsSnapshotLease(
  db: DbHandle,
  { broadcastId, until }: SnapshotLease,
): Promise<boolean> {
  const held = await db
    .selectFrom("broadcast")
    .select("id")
    .where("id", "=", broadcastId)
    .where("freezing_until", "=", until)
    .executeTakeFirst();
  return held !== undefined;
}

export async function releaseSnapshotLease(
  db: DbHandle,
  { broadcastId, until }: SnapshotLease,
): Promise<void> {
  await db
    .updateTable("broadcast")
    .set({ freezing_until: null })
    .where("id", "=", broadcastId)
    .where("freezing_until", "=", until)
    .execute();
}

interface SubmittedColumns {
  readonly state: "sending" | "pending";
  readonly fingerprint: string;
  readonly recipients: number;
  /** JSON. */
  readonly forecast: string;
  readonly submittedBy: number;
}

/** Submits the draft. Returns false if it has changed or the lease is lost. */
export async function updateSubmitted(
  db: DbHandle,
  { broadcastId, revision, until }: SnapshotLease,
  { submittedBy, ...columns }: SubmittedColumns,
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set({ ...columns, submitted_by: submittedBy, approved_by: null, approved_at: null })
    .where("id", "=", broadcastId)
    .where("state", "=", broadcastState.draft)
    .where("revision", "=", revision)
    .where("freezing_until", "=", until)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}
