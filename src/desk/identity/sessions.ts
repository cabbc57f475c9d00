import type { DbHandle } from "../../db/schema.ts";
import { type Account, findAccount } from "./account.ts";
import { hashToken, newToken } from "./token.ts";

const minuteMs = 60_000;
/** A working day. */
const lifeMs = 12 * 60 * minuteMs;
/** An office's computer that was left alone. */
const idleMs = 2 * 60 * minuteMs;
/** So that not every request writes. */
const noteEveryMs = minuteMs;

export interface Session {
  readonly id: number;
  readonly account: Account;
}

export interface SessionView {
  readonly id: number;
  readonly device: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
}

/** Begins a session and returns its token, which is kept nowhere. */
export async function beginSession(
  db: DbHandle,
  { accountId, device, now }: { accountId: number; device: string; now: Date },
): Promise<string> {
  const token = newToken();
  await db
    .insertInto("desk_session")
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      device,
      created_at: now,
      used_at: now,
      ends_at: new Date(now.getTime() + lifeMs),
    })
    .execute();
  return token;
}

/** The session of this token, while it lasts, its account is open and somebody uses it; else null. */
export async function findSession(db: DbHandle, token: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom("desk_session")
    .select(["id", "account_id", "used_at"])
    .where("token_hash", "=", hashToken(token))
    .where("ends_at", ">", now)
    .where("used_at", ">", new Date(now.getTime() - idleMs))
    .executeTakeFirst();
  if (row === undefined) return null;
  const account = await findAccount(db, row.account_id);
  if (account === null) return null;
  if (now.getTime() - row.used_at.getTime() > noteEveryMs) {
    await db.updateTable("desk_session").set({ used_at: now }).where("id", "=", row.id).execute();
  }
  return { id: row.id, account };
}

/** Those of an account that last, the latest used first. */
export async function listSessions(
  db: DbHandle,
  accountId: number,
  now: Date,
): Promise<SessionView[]> {
  const rows = await db
    .selectFrom("desk_session")
    .select(["id", "device", "created_at", "used_at"])
    .where("account_id", "=", accountId)
    .where("ends_at", ">", now)
    .where("used_at", ">", new Date(now.getTime() - idleMs))
    .orderBy("used_at", "desc")
    .execute();
  return rows.map(({ id, device, created_at, used_at }) => ({
    id,
    device,
    createdAt: created_at,
    usedAt: used_at,
  }));
}

/** Ends one session of an account. Returns whether there was one. */
export async function endSession(db: DbHandle, accountId: number, id: number): Promise<boolean> {
  const [result] = await db
    .deleteFrom("desk_session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
  return Number(result?.numDeletedRows ?? 0) > 0;
}

/** Ends all of an account's, but for the one that is to stay. */
export async function endSessions(
  db: DbHandle,
  accountId: number,
  but: number | null = null,
): Promise<void> {
  const all = db.deleteFrom("desk_session").where("account_id", "=", accountId);
  await (but === null ? all : all.where("id", "!=", but)).execute();
}

export async function forgetEndedSessions(db: DbHandle, now: Date): Promise<void> {
  await db
    .deleteFrom("desk_session")
    .where((row) =>
      row.or([row("ends_at", "<=", now), row("used_at", "<=", new Date(now.getTime() - idleMs))]),
    )
    .execute();
}
