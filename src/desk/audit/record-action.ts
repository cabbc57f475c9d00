import { insertAuditEntry } from "../../db/queries/audit.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

interface AuditAction {
  /** What was done, as `noun.verb`. The trail is exported with it, so it must never be renamed. */
  readonly action: string;
  /** Kind and id, such as `dossier 12`: never a resident's name, phone or code. */
  readonly subject: string;
  /** Further details for the reader; nothing personal. */
  readonly detail?: string;
}

/** null: the service itself. */
type Actor = Pick<Account, "id" | "username" | "role"> | null;

/** Writes an entry of the audit trail. Pass the transaction of the change itself, so that both are kept or neither. */
export async function recordAction(
  db: DbHandle,
  actor: Actor,
  { action, subject, detail = "" }: AuditAction,
  now: Date,
): Promise<void> {
  await insertAuditEntry(db, {
    at: now,
    account_id: actor?.id ?? null,
    username: actor?.username ?? "",
    role: actor?.role ?? "",
    action,
    subject,
    detail,
  });
}
