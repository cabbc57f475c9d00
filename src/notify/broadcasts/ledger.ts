import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";

/** A line of the ledger as officials see it: of the person only the channel, and the dossiers that they know anyway. */
export interface LedgerLine {
  readonly id: number;
  readonly channel: string;
  readonly dossierCodes: string;
  readonly state: string;
  readonly route: string | null;
  readonly why: string | null;
  readonly reason: string;
  readonly tries: number;
  readonly settledAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly seenAt: Date | null;
}

/** Lines after that one, in the ledger's order; of one state where it is named. */
export async function readLedgerPage(
  db: DbHandle,
  broadcastId: number,
  { after, limit, state }: { after: number; limit: number; state: string | null },
): Promise<LedgerLine[]> {
  const lines = await db
    .selectFrom("broadcast_recipient")
    .select(["id", "channel", "state", "route", "why", "reason", "tries"])
    .select(["settled_at", "delivered_at", "seen_at"])
    .select(
      sql<string>`coalesce((select string_agg(dossier.code, ' ' order by dossier.id) from dossier
        where dossier.id = any (string_to_array(dossiers, ' ')::bigint[])), '')`.as("codes"),
    )
    .where("broadcast_id", "=", broadcastId)
    .where("id", ">", after)
    .$if(state !== null, (query) => query.where("state", "=", state ?? ""))
    .orderBy("id")
    .limit(limit)
    .execute();
  return lines.map(({ codes, settled_at, delivered_at, seen_at, ...line }) => ({
    ...line,
    dossierCodes: codes,
    settledAt: settled_at,
    deliveredAt: delivered_at,
    seenAt: seen_at,
  }));
}

/** Few enough that writing them out holds up no reply. */
const pageSize = 500;

/** The whole ledger, a page at a time. */
export async function* readLedgerPages(
  db: DbHandle,
  broadcastId: number,
): AsyncGenerator<readonly LedgerLine[]> {
  for (let after = 0; ; ) {
    const page = await readLedgerPage(db, broadcastId, { after, limit: pageSize, state: null });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}
