import { randomUUID } from "node:crypto";
import { insertAuditEntry } from "../../db/queries/audit.ts";
import { insertLines } from "../../db/queries/inbox-lines.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { LineContent, TaskBox } from "../tasks/task-box.ts";
import type { Colleague } from "./conversation.ts";

interface ColleagueLine {
  readonly taskId: number;
  readonly account: Colleague;
  readonly at: Date;
  readonly from: "colleague" | "note" | "system";
  readonly content: LineContent;
}

/** Adds what a colleague wrote or did; with a deed it still has to reach the bot. */
export async function addColleagueLine(
  tx: Transaction,
  box: TaskBox,
  { taskId, account, at, from, content }: ColleagueLine,
): Promise<void> {
  const eventId = randomUUID();
  const line = {
    task_id: taskId,
    at,
    from,
    account_id: account.id,
    words_sealed: box.sealLine(content, eventId),
    event_id: eventId,
    state: content.deed === undefined ? "stored" : "sending",
  };
  await insertLines(tx, [line]);
}

/** Writes an entry of the audit trail: `action` is never renamed, and `detail` holds nothing of what was said. */
export async function audit(
  tx: Transaction,
  { taskId, account, at }: Pick<ColleagueLine, "taskId" | "account" | "at">,
  action: string,
  detail = "",
): Promise<void> {
  await insertAuditEntry(tx, {
    at,
    account_id: account.id,
    username: account.username,
    role: account.role,
    action,
    subject: `task ${taskId}`,
    detail,
  });
}
