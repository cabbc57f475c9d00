import {
  deleteInvitation,
  deleteInvitationsOfAccount,
  insertInvitation,
  selectInvitedAccount,
} from "../../db/queries/accounts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createToken, hashToken } from "../../security/token.ts";
import { parseRole, type Role } from "../identity/roles.ts";

const lifeMs = 3 * 24 * 3_600_000;

export interface InvitedAccount {
  readonly accountId: number;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

/** Creates the only link that sets this account's password: an earlier one stops working. Returns its token. */
export async function createInvitation(
  db: DbHandle,
  accountId: number,
  now: Date,
): Promise<string> {
  const token = createToken();
  await deleteInvitationsOfAccount(db, accountId);
  const endsAt = new Date(now.getTime() + lifeMs);
  await insertInvitation(db, { tokenHash: hashToken(token), accountId, createdAt: now, endsAt });
  return token;
}

/** Returns the account that this link invites; null if it was used, has expired or never existed. */
export async function findInvitedAccount(
  db: DbHandle,
  token: string,
  now: Date,
): Promise<InvitedAccount | null> {
  const row = await selectInvitedAccount(db, hashToken(token), now);
  if (row === undefined) return null;
  const { id: accountId, username, name, role } = row;
  return { accountId, username, name, role: parseRole(role) };
}

/** Removes the link. Returns false if somebody else was faster. */
export function useInvitation(db: DbHandle, token: string): Promise<boolean> {
  return deleteInvitation(db, hashToken(token));
}
