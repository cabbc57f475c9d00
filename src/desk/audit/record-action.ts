import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

/** What was done, as `noun.verb`: exported with the trail, so never renamed. */
export interface AuditAction {
  readonly action: string;
  /** Kind and id, such as `dossier 12`: never a resident's name, phone or code. */
  readonly subject: string;
  /** What a reader needs beside; nothing personal. */
  readonly detail?: string;
}

/** null: the service itself. */
export type Actor = Pick<Account, "id" | "username" | "role"> | null;

/** Writes a line of the trail. With the transaction of the change itself: neither is kept without the other. */
export async function recordAction(
  db: DbHandle,
  actor: Actor,
  deed: AuditAction,
  now: Date,
): Promise<void> {
  await db
    .insertInto("desk_audit")
    .values({
      at: now,
      account_id: actor?.id ?? null,
      username: actor?.username ?? "",
      role: actor?.role ?? "",
      action: deed.action,
      subject: deed.subject,
      detail: deed.detail ?? "",
    })
    .execute();
}
