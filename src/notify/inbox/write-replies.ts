import {
  incrementInboxVersion,
  selectConversation,
  updateConversation,
} from "../../db/queries/inbox.ts";
import type { ColleagueDeed } from "../../flows/engine/input.ts";
import type { LineContent } from "../tasks/task-box.ts";
import { maxReplyLength, type Press, type ReplyResult } from "./inbox.ts";
import { nameForResident } from "./name-for-resident.ts";
import type { PressDependencies } from "./presses.ts";
import { findWindowEnd, scopeOf } from "./read-conversation.ts";
import { addColleagueLine, audit } from "./write-lines.ts";

/** Stores what a colleague says or sends, with its audit entry; only who has the conversation may. */
export async function writeReply(
  { database, box, catalog, changed }: PressDependencies,
  press: Press,
  { words, deed }: { readonly words: string; readonly deed: ColleagueDeed },
): Promise<ReplyResult> {
  const { taskId, account, at } = press;
  if (words.trim() === "") return "empty";
  if (words.length > maxReplyLength) return "too-long";
  const result = await database.transaction(async (tx): Promise<ReplyResult> => {
    const row = await selectConversation(tx, scopeOf(account), taskId);
    if (row === undefined) return "not-yours";
    if (row.closed_at !== null) return "closed";
    const windowEnd = findWindowEnd(row.channel, row.resident_said_at ?? row.opened_at);
    if (windowEnd !== null && windowEnd <= at) return "window-over";
    const change = { status: "taken", answered_at: row.answered_at ?? at };
    const isOwn = await updateConversation(tx, taskId, change, (one) =>
      one.and([one("taken_by", "=", account.id)]),
    );
    if (!isOwn) return "not-yours";
    const name = await nameForResident(tx, catalog(), account, row.point_id);
    const content: LineContent = { words, deed, name };
    await addColleagueLine(tx, box, { taskId, account, at, from: "colleague", content });
    await audit(tx, press, deed.kind === "say" ? "task.reply" : "task.send", sentOf(deed));
    await incrementInboxVersion(tx);
    return "sent";
  });
  if (result === "sent") changed(taskId);
  return result;
}

/** What was sent, of what is public anyway. */
function sentOf(deed: ColleagueDeed): string {
  switch (deed.kind) {
    case "checklist":
      return `checklist ${deed.procedure}`;
    case "point":
      return `point ${deed.point}`;
    case "link":
      return "link";
    default:
      return "";
  }
}
