import type { DbHandle } from "../schema.ts";

/** Sessions of the desk. */

interface NewSession {
  readonly tokenHash: string;
  readonly accountId: number;
  readonly device: string;
  readonly createdAt: Date;
  readonly endsAt: Date;
}

/** A session lasts while `endsAt` is ahead of `now` and it was used after `usedAfter`. */
export interface SessionLimits {
  readonly now: Date;
  readonly usedAfter: Date;
}

export async function insertSession(db: DbHandle, session: NewSession): Promise<void> {
  await db
    .insertInto("desk_session")
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      device: session.device,
      created_at: session.createdAt,
      used_at: session.createdAt,
      ends_at: session.endsAt,
    })
    .execute();
}

export function selectSession(db: DbHandle, tokenHash: string, { now, usedAfter }: SessionLimits) {
  return db
    .selectFrom("desk_session")
    .select(["id", "account_id", "used_at"])
    .where("token_hash", "=", tokenHash)
    .where("ends_at", ">", now)
    .where("used_at", ">", usedAfter)
    .executeTakeFirst();
}

/** Returns an account's sessions that last, the latest used first. */
export function selectSessionsOfAccount(
  db: DbHandle,
  accountId: number,
  { now, usedAfter }: SessionLimits,
) {
  return db
    .selectFrom("desk_session")
    .select(["id", "device", "created_at", "used_at"])
    .where("account_id", "=", accountId)
    .where("ends_at", ">", now)
    .where("used_at", ">", usedAfter)
    .orderBy("used_at", "desc")
    .execute();
}

export async function updateSessionUsed(db: DbHandle, id: number, now: Date): Promise<void> {
  await db.updateTable("desk_session").set({ used_at: now }).where("id", "=", id).execute();
}

/** Returns whether the account had this session. */
export async function deleteSession(db: DbHandle, accountId: number, id: number): Promise<boolean> {
  const [result] = await db
    .deleteFrom("desk_session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
  return Number(result?.numDeletedRows ?? 0) > 0;
}

/** Deletes an account's sessions except the one given, if any. */
export async function deleteSessionsOfAccount(
  db: DbHandle,
  accountId: number,
  exceptId: number | null,
): Promise<void> {
  await db
    .deleteFrom("desk_session")
    .where("account_id", "=", accountId)
    .$if(exceptId !== null, (query) => query.where("id", "!=", exceptId))
    .execute();
}

export async function deleteEndedSessions(
  db: DbHandle,
  { now, usedAfter }: SessionLimits,
): Promise<void> {
  await db
    .deleteFrom("desk_session")
    .where((row) => row.or([row("ends_at", "<=", now), row("used_at", "<=", usedAfter)]))
    .execute();
}
