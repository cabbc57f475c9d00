import { sql } from "kysely";
import type { Database } from "../../db/open.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import { type Broadcast, readBroadcast } from "./broadcast-store.ts";
import { type Estimate, Forecaster, type Roads } from "./estimate.ts";
import { Fingerprint } from "./fingerprint.ts";
import { type RecipientDependencies, recipientsOf, startOf, writeDown } from "./recipients.ts";

export type Submitted =
  | { readonly result: "sending" | "pending"; readonly recipients: number }
  /** It is no draft any more, was changed since it was read, or somebody is submitting it at this moment. */
  | { readonly result: "changed" | "busy" }
  | { readonly result: "nobody" };

export interface SubmitDependencies extends RecipientDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly roads: Roads;
  /** More recipients than this need a second official. */
  readonly approveOver: number;
}

export interface Submission {
  readonly id: number;
  readonly revision: number;
  readonly by: number;
  readonly now: Date;
  /** Runs with the release itself, in its transaction. */
  readonly alongside: (tx: Transaction, result: "sending" | "pending") => Promise<void>;
}

/** A list of any length is written down well within it; who died meanwhile leaves the broadcast to the next try. */
const freezeMs = 120_000;
const rowsPerDelete = 2_000;
const manyLines = 1_000;

/**
 * Writes the list of recipients down, in short statements so that nobody waits for them, and releases the broadcast: to be sent,
 * or to a second official. Who becomes a follower after this is not on the list.
 */
export async function submit(
  dependencies: SubmitDependencies,
  { id, revision, by, now, alongside }: Submission,
): Promise<Submitted> {
  const { database, approveOver } = dependencies;
  const { db } = database;
  const broadcast = await readBroadcast(db, id);
  if (broadcast?.state !== "draft" || broadcast.revision !== revision) return { result: "changed" };
  const until = await takeFreeze(db, broadcast, now);
  if (until === null) return { result: "busy" };
  try {
    const { forecast, fingerprint } = await writeList(dependencies, broadcast, now);
    const { recipients } = forecast;
    if (recipients === 0) return { result: "nobody" };
    const state = recipients > approveOver && !broadcast.isTrial ? "pending" : "sending";
    const isDone = await database.transaction(async (tx) => {
      const [result] = await tx
        .updateTable("broadcast")
        .set({ state, fingerprint, recipients, forecast: JSON.stringify(forecast) })
        .set({ submitted_by: by, approved_by: null, approved_at: null })
        .where("id", "=", id)
        .where("state", "=", "draft")
        .where("revision", "=", revision)
        .where("freezing_until", "=", until)
        .execute();
      if (Number(result?.numUpdatedRows ?? 0) === 0) return false;
      await alongside(tx, state);
      return true;
    });
    if (isDone) return { result: state, recipients };
    // It was changed or cancelled meanwhile: nobody is on a list that nobody released.
    if (await holdsFreeze(db, id, until)) await clearList(db, id);
    return { result: "changed" };
  } finally {
    await db
      .updateTable("broadcast")
      .set({ freezing_until: null })
      .where("id", "=", id)
      .where("freezing_until", "=", until)
      .execute();
  }
}

async function writeList(
  { database: { db }, roads, ...people }: SubmitDependencies,
  broadcast: Broadcast,
  now: Date,
): Promise<{ readonly forecast: Estimate; readonly fingerprint: string }> {
  await clearList(db, broadcast.id);
  const forecaster = new Forecaster(roads, now);
  const fingerprint = new Fingerprint(broadcast);
  const dueAt = startOf(broadcast, now);
  let written = Promise.resolve();
  for await (const page of recipientsOf(db, broadcast, forecaster, people)) {
    fingerprint.add(page);
    await written;
    written = writeDown(db, broadcast.id, page, dueAt);
    // While the next page is read; awaited before the one after it.
    written.catch(() => undefined);
  }
  await written;
  const forecast = forecaster.result(dueAt);
  // Else what waits is taken for next to nothing, and all of it sorted for each claim, until statistics are gathered some minutes later.
  if (forecast.recipients > manyLines) await sql`analyze broadcast_recipient`.execute(db);
  return { forecast, fingerprint: fingerprint.value() };
}

/** Two who press at once write one list: until when it is the caller's to write, or null. */
async function takeFreeze(
  db: DbHandle,
  { id, revision }: Broadcast,
  now: Date,
): Promise<Date | null> {
  const until = new Date(now.getTime() + freezeMs);
  const [taken] = await db
    .updateTable("broadcast")
    .set({ freezing_until: until })
    .where("id", "=", id)
    .where("state", "=", "draft")
    .where("revision", "=", revision)
    .where((row) => row.or([row("freezing_until", "is", null), row("freezing_until", "<=", now)]))
    .execute();
  return Number(taken?.numUpdatedRows ?? 0) === 1 ? until : null;
}

/** Who was slower than that may find another's list in its place. */
async function holdsFreeze(db: DbHandle, id: number, until: Date): Promise<boolean> {
  const held = await db
    .selectFrom("broadcast")
    .select("id")
    .where("id", "=", id)
    .where("freezing_until", "=", until)
    .executeTakeFirst();
  return held !== undefined;
}

/** Of an earlier revision, or of a process that died while it wrote. */
async function clearList(db: DbHandle, id: number): Promise<void> {
  for (;;) {
    const [result] = await db
      .deleteFrom("broadcast_recipient")
      .where("id", "in", (query) =>
        query
          .selectFrom("broadcast_recipient")
          .select("id")
          .where("broadcast_id", "=", id)
          .limit(rowsPerDelete),
      )
      .execute();
    if (Number(result?.numDeletedRows ?? 0) < rowsPerDelete) return;
  }
}
