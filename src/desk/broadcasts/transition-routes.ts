import { z } from "zod";
import { retryFailedRecipients } from "../../db/queries/broadcast-recipients.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { Broadcast } from "../../notify/broadcasts/broadcast-store.ts";
import {
  approveBroadcast,
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from "../../notify/broadcasts/state-transitions.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { DeskError } from "../framework/errors.ts";
import { idOf, readForm } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { changedMeanwhile, ownerOfBroadcast, requireBroadcast } from "./requested-broadcast.ts";

const common = { method: "POST", roles: officials, ownerOf: ownerOfBroadcast } as const;

export const stepRoutes: readonly DeskRoute[] = [
  {
    ...common,
    path: "/broadcasts/:broadcast/submit",
    does: "writes the recipients down and sends, or leaves it to a second official",
    answer: submit,
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/approve",
    does: "releases exactly what a second official saw",
    answer: approveSeen,
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/try",
    does: "sends it to the addresses of who asks",
    answer: tryAtMyself,
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/pause",
    does: "stops sending for now",
    answer: step("broadcast.pause", "Đã tạm dừng.", pauseBroadcast),
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/resume",
    does: "goes on sending",
    answer: step("broadcast.resume", "Gửi tiếp.", resumeBroadcast),
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/cancel",
    does: "ends a broadcast: what has not gone never will",
    answer: step("broadcast.cancel", "Đã hủy. Tin chưa gửi sẽ không gửi nữa.", cancelBroadcast),
  },
  {
    ...common,
    path: "/broadcasts/:broadcast/retry",
    does: "sends what failed once more",
    answer: step(
      "broadcast.retry",
      "Gửi lại cho những người chưa gửi được.",
      async (tx, id, now) => (await retryFailedRecipients(tx, id, now)) > 0,
    ),
  },
];

const submission = z.object({ revision: idOf("Thiếu số lần sửa") });
const approval = z.object({ fingerprint: z.string({ error: "Thiếu dấu của tin" }).min(1) });
const attempt = z.object({ key: z.string({ error: "Thiếu khóa" }).min(1).max(100) });

async function submit(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const { id } = await requireBroadcast(call, desk);
  const { value } = readForm(submission, body);
  if (value === null) throw changedMeanwhile();
  const submitted = await desk.broadcasts.submit({
    ...{ id, revision: value.revision, by: account.id },
    onSubmitted: (tx, result) =>
      recordAction(
        tx,
        account,
        { action: "broadcast.submit", subject: `broadcast ${id}`, detail: result },
        now,
      ),
  });
  switch (submitted.result) {
    case "sending":
    case "pending":
      return submittedAs(id, submitted);
    case "nobody":
      throw new DeskError(409, "nobody", "Không có ai để nhận tin này, nên tin chưa gửi.");
    case "busy":
      throw new DeskError(409, "busy", "Danh sách đang được chốt. Bạn chờ một lát rồi tải lại.");
    case "changed":
      return pressedAgain(await requireBroadcast(call, desk), value.revision, account.id);
  }
}

/** Who presses twice what they submitted is told the same twice; whoever else comes late looks again. */
function pressedAgain(broadcast: Broadcast, revision: number, accountId: number): ViewResult {
  const { id, state, submittedBy, recipients } = broadcast;
  const isSame = broadcast.revision === revision && submittedBy === accountId;
  if (!isSame || (state !== "sending" && state !== "pending")) throw changedMeanwhile();
  return submittedAs(id, { result: state, recipients: recipients ?? 0 });
}

function submittedAs(
  id: number,
  submitted: { readonly result: "sending" | "pending"; readonly recipients: number },
): ViewResult {
  const said =
    submitted.result === "sending"
      ? "Tin đã vào hàng gửi."
      : `Đã chốt ${submitted.recipients} người nhận. Tin chờ một cán bộ khác duyệt.`;
  return redirect(`/broadcasts/${id}`, { said, data: { ...submitted } });
}

async function approveSeen(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const { id } = await requireBroadcast(call, desk);
  const { value } = readForm(approval, body);
  if (value === null) throw changedMeanwhile();
  const { fingerprint } = value;
  const { result } = await desk.database.transaction(async (tx) => {
    const approved = await approveBroadcast(tx, id, { fingerprint, by: account.id, now });
    const deed = { action: "broadcast.approve", subject: `broadcast ${id}`, detail: fingerprint };
    if (approved.result === "approved") await recordAction(tx, account, deed, now);
    return approved;
  });
  if (result === "own") {
    const message = "Người soạn và người gửi không tự duyệt được; nhờ một cán bộ khác.";
    throw new DeskError(403, "own-broadcast", message);
  }
  if (result === "changed") throw changedMeanwhile();
  desk.broadcasts.wake();
  return redirect(`/broadcasts/${id}`, { said: "Đã duyệt. Tin vào hàng gửi." });
}

async function tryAtMyself(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = call;
  const broadcast = await requireBroadcast(call, desk);
  const { value } = readForm(attempt, body);
  if (value === null) throw changedMeanwhile();
  const made = await desk.broadcasts.sendTest(broadcast, account.id, value.key);
  if (made === null) {
    throw new DeskError(409, "no-own-address", "Bạn chưa có địa chỉ nhận thử. Bạn thêm một cái.");
  }
  const deed = { action: "broadcast.try", subject: `broadcast ${broadcast.id}` };
  await recordAction(desk.database.db, account, deed, now);
  const said = "Đã gửi thử tới các địa chỉ của bạn.";
  return redirect(`/broadcasts/${broadcast.id}`, { said, data: { id: made } });
}

function step(
  action: string,
  said: string,
  take: (tx: Transaction, id: number, now: Date) => Promise<boolean>,
) {
  return async (call: SignedInRequest, desk: DeskContext): Promise<ViewResult> => {
    const { account, now } = call;
    const { id } = await requireBroadcast(call, desk);
    const isTaken = await desk.database.transaction(async (tx) => {
      if (!(await take(tx, id, now))) return false;
      await recordAction(tx, account, { action, subject: `broadcast ${id}` }, now);
      return true;
    });
    if (!isTaken) throw changedMeanwhile();
    desk.broadcasts.wake();
    return redirect(`/broadcasts/${id}`, { said });
  };
}
