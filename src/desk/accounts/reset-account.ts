import { selectCredentials, updatePasswordHash } from "../../db/queries/accounts.ts";
import { deleteSecondFactor } from "../../db/queries/second-factors.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { normalizeUsername } from "../identity/account.ts";
import { createInvitation } from "./invitations.ts";
import { endSessions } from "./other-account.ts";

/**
 * Gives an account back to its owner from the server itself: ends its password, phone and sessions, and returns the token of the
 * link that sets a new password. Returns null if no such account is open.
 */
export async function resetAccount(
  tx: DbHandle,
  username: string,
  now: Date,
): Promise<string | null> {
  const account = await selectCredentials(tx, normalizeUsername(username));
  if (account === undefined) return null;
  await updatePasswordHash(tx, account.id, null);
  await deleteSecondFactor(tx, account.id);
  await endSessions(tx, account.id);
  const action = {
    action: "account.reset",
    subject: `account ${account.id}`,
    detail: "desk:reset",
  };
  await recordAction(tx, null, action, now);
  return createInvitation(tx, account.id, now);
}
