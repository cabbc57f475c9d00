import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** The end of the audit trail's chain, which stands for all entries before it. */
export interface AuditHead {
  readonly position: number;
  readonly hash: string;
}

/** A row of the chain, with its entry's content as the texts that are hashed; null for what is null or gone. */
export interface ChainedEntry extends AuditHead {
  readonly entryId: number;
  readonly isEntryMissing: boolean;
  /** The parts after the hash before and the position, in their order. */
  readonly parts: readonly (string | null)[];
}

const timeForm = `YYYY-MM-DD"T"HH24:MI:SS.US`;

/** Returns the last row of the chain; null if nothing was audited yet. */
export async function selectAuditHead(db: DbHandle): Promise<AuditHead | null> {
  const head = await db
    .selectFrom("desk_audit_chain")
    .select(["position", "hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return head ?? null;
}

/** Returns the rows of the chain after this position, in order. */
export async function selectChainedEntries(
  db: DbHandle,
  afterPosition: number,
  limit: number,
): Promise<ChainedEntry[]> {
  const rows = await db
    .selectFrom("desk_audit_chain as chain")
    .leftJoin("desk_audit as entry", "entry.id", "chain.audit_id")
    .select([
      "chain.position",
      "chain.hash",
      "chain.audit_id",
      "entry.id",
      "entry.username",
      "entry.role",
      "entry.action",
      "entry.subject",
      "entry.detail",
      sql<string | null>`entry.account_id::text`.as("account_id"),
      sql<string>`to_char(chain.recorded_at at time zone 'UTC', ${sql.lit(timeForm)})`.as(
        "recorded_at",
      ),
      sql<string | null>`to_char(entry.at at time zone 'UTC', ${sql.lit(timeForm)})`.as("at"),
    ])
    .where("chain.position", ">", afterPosition)
    .orderBy("chain.position")
    .limit(limit)
    .execute();
  return rows.map(({ position, hash, audit_id, id, ...row }) => ({
    position,
    hash,
    entryId: audit_id,
    isEntryMissing: id === null,
    parts: [
      row.recorded_at,
      String(audit_id),
      row.at,
      row.account_id,
      row.username,
      row.role,
      row.action,
      row.subject,
      row.detail,
    ],
  }));
}

/** Returns the first entry, by id, that has no place in the chain; null if there is none. */
export async function selectFirstUnchainedEntry(
  db: DbHandle,
  afterId: number,
): Promise<number | null> {
  const row = await db
    .selectFrom("desk_audit as entry")
    .leftJoin("desk_audit_chain as chain", "chain.audit_id", "entry.id")
    .select("entry.id")
    .where("chain.position", "is", null)
    .where("entry.id", ">", afterId)
    .orderBy("entry.id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
