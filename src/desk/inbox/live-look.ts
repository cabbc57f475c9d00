import { z } from "zod";
import { hasAuditEntry } from "../../db/queries/audit.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

/** An open page that shows what has changed says so: it is the look that was recorded when the page was opened. */
export const liveField = z.literal("1").optional().catch(undefined);

/** So long one look lasts. Afterwards an open page is recorded again. */
const lookMs = 15 * 60_000;

/** Returns whether a look of this account was recorded so lately that an open page's next one is the same. */
export function wasSeenLately(
  db: DbHandle,
  { id: accountId }: Account,
  look: { readonly action: string; readonly subject: string },
  now: Date,
): Promise<boolean> {
  return hasAuditEntry(db, { ...look, accountId, since: new Date(now.getTime() - lookMs) });
}
