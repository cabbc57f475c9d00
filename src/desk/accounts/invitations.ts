import type { DbHandle } from "../../db/schema.ts";
import { hashToken, newToken } from "../identity/token.ts";

const lifeMs = 3 * 24 * 3_600_000;

export interface Invited {
  readonly accountId: number;
  readonly username: string;
  readonly name: string;
}

/** Makes the one link that sets this account's password; an earlier one no longer does. Returns its token. */
export async function invite(db: DbHandle, accountId: number, now: Date): Promise<string> {
  const token = newToken();
  await db.deleteFrom("desk_invitation").where("account_id", "=", accountId).execute();
  await db
    .insertInto("desk_invitation")
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: now,
      ends_at: new Date(now.getTime() + lifeMs),
    })
    .execute();
  return token;
}

/** Whom this link invites; null where it was used, has run out, or never was. */
export async function findInvited(db: DbHandle, token: string, now: Date): Promise<Invited | null> {
  const row = await db
    .selectFrom("desk_invitation")
    .innerJoin("desk_account", "desk_account.id", "desk_invitation.account_id")
    .select(["desk_account.id", "desk_account.username", "desk_account.name"])
    .where("desk_invitation.token_hash", "=", hashToken(token))
    .where("desk_invitation.ends_at", ">", now)
    .where("desk_account.closed_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : { accountId: row.id, username: row.username, name: row.name };
}

export async function forgetEndedInvitations(db: DbHandle, now: Date): Promise<void> {
  await db.deleteFrom("desk_invitation").where("ends_at", "<=", now).execute();
}

/** Takes the link away. False where somebody else was first. */
export async function useInvitation(db: DbHandle, token: string): Promise<boolean> {
  const [result] = await db
    .deleteFrom("desk_invitation")
    .where("token_hash", "=", hashToken(token))
    .execute();
  return Number(result?.numDeletedRows ?? 0) > 0;
}
