import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { isSigned, newCode, readCode, signatureOf } from "./link-code.ts";

/** What a link opens. */
export interface LinkPlace {
  readonly point: string;
  readonly procedure: string | null;
  readonly dossier: number | null;
}

export interface ChatLink extends LinkPlace {
  readonly id: number;
  /** As residents type it, its signature included. */
  readonly code: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly usedAt: Date | null;
}

/** Whether a link still opens anything. One that works once is used when its conversation has begun. */
export type LinkState = "open" | "expired" | "revoked" | "used";

export interface NewLink extends LinkPlace {
  readonly by: string;
  readonly now: Date;
  readonly expiresAt: Date | null;
}

const maxTries = 50;

/** The caller has checked that point, procedure and dossier exist. `key` signs what opens a dossier. */
export async function makeLink(
  tx: Transaction,
  { point, procedure, dossier, by, now, expiresAt }: NewLink,
  key: string,
): Promise<ChatLink> {
  const { existing } = await tx
    .selectFrom("chat_link")
    .select((query) => query.cast<number>(query.fn.countAll(), "integer").as("existing"))
    .executeTakeFirstOrThrow();
  for (let tries = 0; tries < maxTries; tries += 1) {
    const row = await tx
      .insertInto("chat_link")
      .values({
        ...{ code: newCode(existing), point_id: point, procedure_id: procedure },
        ...{ dossier_id: dossier, made_by: by, made_at: now, expires_at: expiresAt },
        ...{ revoked_at: null, used_at: null, used_by: null },
      })
      .onConflict((conflict) => conflict.column("code").doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return toLink(row, key);
  }
  throw new Error(`no free code for a chat link in ${maxTries} tries`);
}

/** The link of a code, rightly signed where it must be; null where there is none. */
export async function findLink(db: DbHandle, typed: string, key: string): Promise<ChatLink | null> {
  const read = readCode(typed);
  if (read === null) return null;
  const row = await links(db).where("code", "=", read.code).executeTakeFirst();
  if (row === undefined) return null;
  if (row.dossier_id === null) return read.signature === null ? toLink(row, key) : null;
  const signed = { code: row.code, dossier: row.dossier_id, expiresAt: row.expires_at };
  return isSigned(read.signature, signed, key) ? toLink(row, key) : null;
}

export interface Listing {
  readonly points: readonly string[] | null;
  readonly madeBy?: readonly string[] | null;
  readonly limit: number;
}

export async function linkById(db: DbHandle, id: number, key: string): Promise<ChatLink | null> {
  const row = await links(db).where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toLink(row, key);
}

/** The links of these points and of these makers (null: of all), the latest first. */
export async function listLinks(
  db: DbHandle,
  { points, madeBy = null, limit }: Listing,
  key: string,
): Promise<ChatLink[]> {
  if (points?.length === 0 || madeBy?.length === 0) return [];
  const rows = await links(db)
    .$if(points !== null, (query) => query.where("point_id", "in", points ?? []))
    .$if(madeBy !== null, (query) => query.where("made_by", "in", madeBy ?? []))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => toLink(row, key));
}

/** false where it was revoked already, or is not there. */
export async function revokeLink(tx: Transaction, id: number, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable("chat_link")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a link that works once: true for the first resident, and for the same one again, as an event may come twice. */
export async function useLink(
  db: DbHandle,
  id: number,
  { residentHash, now }: { readonly residentHash: string; readonly now: Date },
): Promise<boolean> {
  await db
    .updateTable("chat_link")
    .set({ used_at: now, used_by: residentHash })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .execute();
  const row = await db
    .selectFrom("chat_link")
    .select("used_by")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.used_by === residentHash;
}

export function stateOf(link: ChatLink, now: Date): LinkState {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt !== null && link.expiresAt <= now) return "expired";
  return link.usedAt === null ? "open" : "used";
}

function links(db: DbHandle) {
  return db.selectFrom("chat_link").selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof links>["execute"]>>[number];

function toLink(row: Row, key: string): ChatLink {
  const { code, dossier_id: dossier, expires_at: expiresAt } = row;
  const signature = dossier === null ? "" : signatureOf({ code, dossier, expiresAt }, key);
  return {
    id: row.id,
    code: code + signature,
    point: row.point_id,
    procedure: row.procedure_id,
    dossier,
    madeBy: row.made_by,
    madeAt: row.made_at,
    expiresAt,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
  };
}
