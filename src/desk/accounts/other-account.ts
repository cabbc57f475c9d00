import { lockAdministrators } from "../../db/queries/accounts.ts";
import { deleteSessionsOfAccount } from "../../db/queries/sessions.ts";
import { deleteSignInStepsOfAccount } from "../../db/queries/sign-in-steps.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import { forbidden, notFound } from "../framework/errors.ts";
import { type DeskContext, pathId, type SignedInRequest } from "../framework/route.ts";
import { type Account, findAccount } from "../identity/account.ts";

/** Returns the open account that the path names. Throws ProblemError (404). */
export async function requireAccount(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Account> {
  const id = pathId(params, "account");
  const account = id === null ? null : await findAccount(database.db, id);
  if (account === null) throw notFound();
  return account;
}

/**
 * Throws ProblemError (403) if the actor has stopped to be an administrator since the request began. Nobody closes or changes
 * the role of their own account, so the actor remains, and the desk is never without an administrator.
 */
export async function requirePresentAdministrator(
  tx: Transaction,
  actor: Pick<Account, "id">,
): Promise<void> {
  if (!(await lockAdministrators(tx)).includes(actor.id)) throw forbidden();
}

/** Ends all sessions of an account, and the sign-ins that wait for a code. */
export async function endSessions(db: DbHandle, accountId: number): Promise<void> {
  await deleteSessionsOfAccount(db, accountId, null);
  await deleteSignInStepsOfAccount(db, accountId);
}
