import {
  deleteEndedSessions,
  insertSession,
  type SessionLimits,
  selectSession,
  selectSessionsOfAccount,
  updateSessionUsed,
} from "../../db/queries/sessions.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createToken, hashToken } from "../../security/token.ts";
import { type Account, findAccount } from "./account.ts";

const minuteMs = 60_000;
/** A working day. */
const maxLifeMs = 12 * 60 * minuteMs;
/** An office's computer may be left alone. */
const maxIdleMs = 2 * 60 * minuteMs;
/** The time of the last use is at most this old, so that not every request writes. */
const usedAtToleranceMs = minuteMs;

export interface Session {
  readonly id: number;
  readonly account: Account;
}

interface SessionView {
  readonly id: number;
  readonly device: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
}

/** Begins a session and returns its token, which is not stored. */
export async function beginSession(
  db: DbHandle,
  { accountId, device, now }: { accountId: number; device: string; now: Date },
): Promise<string> {
  const token = createToken();
  await insertSession(db, {
    tokenHash: hashToken(token),
    accountId,
    device,
    createdAt: now,
    endsAt: new Date(now.getTime() + maxLifeMs),
  });
  return token;
}

/** Returns the session of this token; null if it has ended, was idle for too long, or its account is closed. */
export async function findSession(
  db: DbHandle,
  token: string,
  now: Date,
  isUse = true,
): Promise<Session | null> {
  const row = await selectSession(db, hashToken(token), limitsAt(now));
  if (row === undefined) return null;
  const account = await findAccount(db, row.account_id);
  if (account === null) return null;
  if (isUse && now.getTime() - row.used_at.getTime() > usedAtToleranceMs) {
    await updateSessionUsed(db, row.id, now);
  }
  return { id: row.id, account };
}

/** Returns an account's sessions that have not ended, the latest used first. */
export async function listSessions(
  db: DbHandle,
  accountId: number,
  now: Date,
): Promise<SessionView[]> {
  const rows = await selectSessionsOfAccount(db, accountId, limitsAt(now));
  return rows.map(({ id, device, created_at, used_at }) => ({
    id,
    device,
    createdAt: created_at,
    usedAt: used_at,
  }));
}

export async function deleteExpiredSessions(db: DbHandle, now: Date): Promise<void> {
  await deleteEndedSessions(db, limitsAt(now));
}

function limitsAt(now: Date): SessionLimits {
  return { now, usedAfter: new Date(now.getTime() - maxIdleMs) };
}
