import type { Catalog } from "../../catalog/catalog.ts";
import type { Database } from "../../db/open.ts";
import {
  type ConversationRow,
  incrementInboxVersion,
  selectConversation,
  updateConversation,
} from "../../db/queries/inbox.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ColleagueDeed } from "../../flows/engine/input.ts";
import type { TaskBox } from "../tasks/task-box.ts";
import { type CloseReason, closeReasonNames } from "./conversation.ts";
import type { Press, PressResult } from "./inbox.ts";
import { nameForResident } from "./name-for-resident.ts";
import { scopeOf } from "./read-conversation.ts";
import { addColleagueLine, audit } from "./write-lines.ts";

export interface PressDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly box: TaskBox;
  readonly catalog: () => Catalog;
  /** A conversation was changed, and may hold lines for the bot. */
  readonly changed: (taskId: number) => void;
}

/** What a press comes to; null: somebody was faster. */
export interface PressEffect {
  readonly action: string;
  readonly detail?: string;
  /** What the conversation says about it, without who did it. */
  readonly words: string;
  readonly deed: ColleagueDeed;
  /** Whom the resident reads about; absent: who pressed. */
  readonly name?: string;
}

/** Runs a press on a conversation that the account may see: the change, its line and its audit entry are stored together. */
export async function press(
  { database, box, catalog, changed }: PressDependencies,
  pressed: Press,
  run: (tx: Transaction, row: ConversationRow) => Promise<PressEffect | null>,
): Promise<PressResult> {
  const { taskId, account, at } = pressed;
  const result = await database.transaction(async (tx): Promise<PressResult> => {
    const row = await selectConversation(tx, scopeOf(account), taskId);
    if (row === undefined) return "not-found";
    const effect = await run(tx, row);
    if (effect === null) return "overtaken";
    const { action, detail = "", words, deed } = effect;
    const name = effect.name ?? (await nameForResident(tx, catalog(), account, row.point_id));
    const content = { words, deed, name };
    await addColleagueLine(tx, box, { taskId, account, at, from: "system", content });
    await audit(tx, pressed, action, detail);
    await incrementInboxVersion(tx);
    return "done";
  });
  if (result === "done") changed(taskId);
  return result;
}

type Change = Parameters<typeof updateConversation>[2];

/** Changes a conversation that the account has, or that anybody has if it is an administrator's press. */
export function changeOwn(
  tx: Transaction,
  { taskId, account }: Press,
  change: Change,
): Promise<boolean> {
  return updateConversation(tx, taskId, change, (row) =>
    account.role === "administrator"
      ? row.and([row("taken_by", "is not", null)])
      : row.and([row("taken_by", "=", account.id)]),
  );
}

export function take(dependencies: PressDependencies, pressed: Press): Promise<PressResult> {
  const { taskId, account, at } = pressed;
  return press(dependencies, pressed, async (tx) => {
    const change = { taken_by: account.id, taken_at: at, status: "taken" };
    const isFirst = await updateConversation(tx, taskId, change, (row) =>
      row.and([row("taken_by", "is", null)]),
    );
    if (!isFirst) return null;
    return { action: "task.take", words: "nhận cuộc trò chuyện", deed: { kind: "take" } };
  });
}

export function handBackToBot(
  dependencies: PressDependencies,
  pressed: Press,
): Promise<PressResult> {
  return press(dependencies, pressed, async (tx) => {
    const change = { status: "with-bot", taken_by: null, taken_at: null };
    if (!(await changeOwn(tx, pressed, change))) return null;
    const words = "chuyển lại cho trợ lý tự động";
    return { action: "task.hand-back", words, deed: { kind: "hand-back" } };
  });
}

export function close(
  dependencies: PressDependencies,
  { reason, ...pressed }: Press & { readonly reason: CloseReason },
): Promise<PressResult> {
  const { taskId, account, at } = pressed;
  return press(dependencies, pressed, async (tx) => {
    const change = {
      status: "closed",
      closed_at: at,
      closed_by: account.id,
      closed_reason: reason,
      // Nobody calls or writes any more.
      contact_kind: null,
      contact_sealed: null,
      lines_sealed: null,
    };
    const isClosed = await updateConversation(tx, taskId, change, (row) =>
      account.role === "administrator"
        ? row.and([])
        : row.or([row("taken_by", "=", account.id), row("taken_by", "is", null)]),
    );
    if (!isClosed) return null;
    const deed = { kind: "close", isSilent: reason === "no-answer" } as const;
    return {
      action: "task.close",
      detail: reason,
      words: `kết thúc cuộc trò chuyện: ${closeReasonNames[reason]}`,
      deed,
    };
  });
}
