import { z } from "zod";
import { retryFailedRecipients } from "../../db/queries/broadcast-recipients.ts";
import type { Transaction } from "../../db/transaction.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Broadcast } from "../../notify/broadcasts/broadcast-store.ts";
import {
  approveBroadcast,
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  returnBroadcast,
} from "../../notify/broadcasts/state-transitions.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredId, requiredText } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { showBroadcast } from "./broadcast-page.ts";
import { changedMeanwhile, findBroadcastOwner, requireBroadcast } from "./requested-broadcast.ts";

const transition = { method: "POST", roles: officials, findOwner: findBroadcastOwner } as const;

export const transitionRoutes: readonly DeskRoute[] = [
  {
    ...transition,
    path: "/broadcasts/:broadcast/submit",
    purpose: "fixes the recipients and sends, or waits for a second official",
    handle: submit,
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/approve",
    purpose: "releases exactly what a second official has seen",
    handle: approve,
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/return",
    purpose: "gives a broadcast that waits for approval back to its author, with a reason",
    handle: giveBack,
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/try",
    purpose: "sends a test to one's own addresses",
    handle: sendTest,
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/pause",
    purpose: "stops sending for now",
    handle: runTransition("broadcast.pause", "Đã tạm dừng.", pauseBroadcast),
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/resume",
    purpose: "goes on sending",
    handle: runTransition("broadcast.resume", "Gửi tiếp.", resumeBroadcast),
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/cancel",
    purpose: "ends a broadcast: what was not sent stays unsent",
    handle: runTransition(
      "broadcast.cancel",
      "Đã hủy. Tin chưa gửi sẽ không gửi nữa.",
      cancelBroadcast,
    ),
  },
  {
    ...transition,
    path: "/broadcasts/:broadcast/retry",
    purpose: "sends again what failed",
    handle: runTransition(
      "broadcast.retry",
      "Gửi lại cho những người chưa gửi được.",
      async (tx, id, now) => (await retryFailedRecipients(tx, id, now)) > 0,
    ),
  },
];

const submissionForm = z.object({ revision: requiredId("Thiếu số lần sửa") });
const approvalForm = z.object({ fingerprint: z.string({ error: "Thiếu dấu của tin" }).min(1) });
const maxReasonLength = 500;
const testForm = z.object({ key: z.string({ error: "Thiếu khóa" }).min(1).max(100) });

async function submit(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { id } = await requireBroadcast(request, desk);
  const { value } = parseForm(submissionForm, body);
  if (value === null) throw changedMeanwhile();
  const submitted = await desk.broadcasts.submit({
    id,
    revision: value.revision,
    by: account.id,
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
      return showSubmitted(id, submitted);
    case "nobody":
      throw new ProblemError(409, "nobody", "Không có ai để nhận tin này, nên tin chưa gửi.");
    case "busy":
      throw new ProblemError(409, "busy", "Danh sách đang được chốt. Bạn chờ một lát rồi tải lại.");
    case "changed":
      return repeatedSubmission(await requireBroadcast(request, desk), value.revision, account.id);
  }
}

/** Somebody who submits the same twice gets the same answer; anybody else who is late must look at the page again. */
function repeatedSubmission(broadcast: Broadcast, revision: number, accountId: number): ViewResult {
  const { id, state, submittedBy, recipients } = broadcast;
  const isSame = broadcast.revision === revision && submittedBy === accountId;
  if (!isSame || (state !== "sending" && state !== "pending")) throw changedMeanwhile();
  return showSubmitted(id, { result: state, recipients: recipients ?? 0 });
}

function showSubmitted(
  id: number,
  submitted: { readonly result: "sending" | "pending"; readonly recipients: number },
): ViewResult {
  const message =
    submitted.result === "sending"
      ? "Tin đã vào hàng gửi."
      : `Đã chốt ${submitted.recipients} người nhận. Tin chờ một cán bộ khác duyệt.`;
  return redirect(`/broadcasts/${id}`, { message, data: { ...submitted } });
}

async function approve(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { id } = await requireBroadcast(request, desk);
  const { value } = parseForm(approvalForm, body);
  if (value === null) throw changedMeanwhile();
  const { fingerprint } = value;
  const { result } = await desk.database.transaction(async (tx) => {
    const approved = await approveBroadcast(tx, id, { fingerprint, by: account.id, now });
    const action = { action: "broadcast.approve", subject: `broadcast ${id}`, detail: fingerprint };
    if (approved.result === "approved") await recordAction(tx, account, action, now);
    return approved;
  });
  if (result === "own") throw ownBroadcast();
  if (result === "changed") throw changedMeanwhile();
  desk.broadcasts.wake();
  return redirect(`/broadcasts/${id}`, { message: "Đã duyệt. Tin vào hàng gửi." });
}

const returnForm = approvalForm.extend({
  reason: requiredText("Ghi cần sửa gì, để người soạn biết", maxReasonLength),
});

async function giveBack(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { id } = await requireBroadcast(request, desk);
  const { value, errors } = parseForm(returnForm, body);
  if (errors !== null) {
    if (errors.some(({ field }) => field === "fingerprint")) throw changedMeanwhile();
    return invalidForm(await showBroadcast(request, desk), errors);
  }
  const { result } = await desk.database.transaction(async (tx) => {
    const returned = await returnBroadcast(tx, id, { ...value, by: account.id, now });
    const action = { action: "broadcast.return", subject: `broadcast ${id}` };
    if (returned.result === "returned") await recordAction(tx, account, action, now);
    return returned;
  });
  if (result === "own") throw ownBroadcast();
  if (result === "changed") throw changedMeanwhile();
  return redirect(`/broadcasts/${id}`, { message: "Đã trả lại cho người soạn." });
}

function ownBroadcast(): ProblemError {
  const message = "Người soạn và người gửi không tự duyệt được; nhờ một cán bộ khác.";
  return new ProblemError(403, "own-broadcast", message);
}

async function sendTest(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const broadcast = await requireBroadcast(request, desk);
  const { value } = parseForm(testForm, body);
  if (value === null) throw changedMeanwhile();
  const testId = await desk.broadcasts.sendTest(broadcast, account.id, value.key);
  if (testId === null) {
    throw new ProblemError(
      409,
      "no-own-address",
      "Bạn chưa có địa chỉ nhận thử. Bạn thêm một cái.",
    );
  }
  const action = { action: "broadcast.try", subject: `broadcast ${broadcast.id}` };
  await recordAction(desk.database.db, account, action, now);
  const message = "Đã gửi thử tới các địa chỉ của bạn.";
  return redirect(`/broadcasts/${broadcast.id}`, { message, data: { id: testId } });
}

function runTransition(
  action: string,
  message: string,
  run: (tx: Transaction, id: number, now: Date) => Promise<boolean>,
) {
  return async (request: SignedInRequest, desk: DeskContext): Promise<ViewResult> => {
    const { account, now } = request;
    const { id } = await requireBroadcast(request, desk);
    const isChanged = await desk.database.transaction(async (tx) => {
      if (!(await run(tx, id, now))) return false;
      await recordAction(tx, account, { action, subject: `broadcast ${id}` }, now);
      return true;
    });
    if (!isChanged) throw changedMeanwhile();
    desk.broadcasts.wake();
    return redirect(`/broadcasts/${id}`, { message });
  };
}
