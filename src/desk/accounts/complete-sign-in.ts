import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import type { UsedFactor } from "../identity/second-factor.ts";
import { beginSession, deleteExpiredSessions } from "../identity/sessions.ts";
import type { KnownAccount } from "./sign-in-steps.ts";

/** Begins the session of a sign-in that has proved all it must. Returns its token. */
export async function completeSignIn(
  tx: DbHandle,
  {
    account,
    device,
    factor,
  }: {
    readonly account: KnownAccount;
    readonly device: string;
    /** null: the account has none. */
    readonly factor: UsedFactor | null;
  },
  now: Date,
): Promise<string> {
  await deleteExpiredSessions(tx, now);
  const detail = factor === null ? device : `${device}, ${factor}`;
  const action = { action: "session.begin", subject: `account ${account.id}`, detail };
  await recordAction(tx, account, action, now);
  return beginSession(tx, { accountId: account.id, device, now });
}

/** Returns the page to open after the sign-in: an address of the desk, never one of another site. */
export function deskPath(next: string): string {
  return /^\/desk(\/[\w\-/.?=&%]*)?$/.test(next) ? next.slice("/desk".length) : "";
}
