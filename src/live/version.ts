import { sql } from "kysely";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";

/** The number that grows with every live change. */
export async function liveVersion(db: DbHandle): Promise<number> {
  const { version } = await db
    .selectFrom("live_version")
    .select("version")
    .executeTakeFirstOrThrow();
  return version;
}

/** Within the transaction of the change itself: who sees the new number sees the change. */
export async function raiseLiveVersion(tx: Transaction): Promise<void> {
  await tx.updateTable("live_version").set({ version: sql`version + 1` }).execute();
}
