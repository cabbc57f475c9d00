import type { CannedReply } from "../../notify/inbox/canned-replies.ts";
import type { DeskContext } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";

/** Returns the canned replies that an account may use, in the order of the Vietnamese alphabet. */
export async function listCanned(
  { inbox, database }: DeskContext,
  account: Account,
): Promise<readonly CannedReply[]> {
  const replies = await inbox.canned.list(database.db, account);
  return replies.toSorted((a, b) => a.title.localeCompare(b.title, "vi"));
}
