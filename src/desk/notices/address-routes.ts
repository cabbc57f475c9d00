import { z } from "zod";
import { deleteColleagueEmail } from "../../db/queries/colleague-addresses.ts";
import { subscriptionSchema } from "../../notify/colleagues/web-push.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound, tooManyAttempts } from "../framework/errors.ts";
import { parseForm, requiredText } from "../framework/form.ts";
import {
  type DeskContext,
  type DeskRoute,
  pathId,
  type SignedInRequest,
} from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { describeDevice } from "../identity/describe-device.ts";
import { everybody } from "../identity/roles.ts";
import { showNotices } from "./show-notices.ts";

/** Where an account is told of its work away from the desk. Every account reaches only its own. */
export const noticeAddressRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/account/notices/email",
    roles: everybody,
    purpose: "sets the e-mail address for notices and mails a code there",
    handle: setEmail,
  },
  {
    method: "POST",
    path: "/account/notices/email/verify",
    roles: everybody,
    purpose: "verifies the e-mail address with the code",
    handle: verifyEmail,
  },
  {
    method: "POST",
    path: "/account/notices/email/remove",
    roles: everybody,
    purpose: "removes the e-mail address for notices",
    handle: async ({ account, now }, { database }) => {
      await database.transaction(async (tx) => {
        await deleteColleagueEmail(tx, account.id);
        const action = { action: "notice.email-remove", subject: `account ${account.id}` };
        await recordAction(tx, account, action, now);
      });
      return redirect("/account/notices", { message: "Đã bỏ địa chỉ thư." });
    },
  },
  {
    method: "POST",
    path: "/account/notices/chat",
    roles: everybody,
    purpose: "shows a code that links a chat of one's own",
    handle: async (request, desk) => {
      const { account, now } = request;
      const { testRecipients } = desk.broadcasts;
      const code = await testRecipients.createPairingCode(desk.database.db, account.id, now);
      return showNotices(request, desk, { chatCode: code });
    },
  },
  {
    method: "POST",
    path: "/account/notices/devices",
    roles: everybody,
    purpose: "switches web push on for the present browser",
    handle: addDevice,
  },
  {
    method: "POST",
    path: "/account/notices/devices/:device/remove",
    roles: everybody,
    purpose: "switches web push off for a browser of one's own",
    handle: async ({ account, params, now }, { database, webPush }) => {
      const id = pathId(params, "device");
      const removed = await database.transaction(async (tx) => {
        if (id === null || !(await webPush.remove(tx, account.id, id))) return false;
        const action = { action: "notice.device-remove", subject: `account ${account.id}` };
        await recordAction(tx, account, action, now);
        return true;
      });
      if (!removed) throw notFound();
      return redirect("/account/notices", { message: "Máy đó không nhận báo nữa." });
    },
  },
];

const wrongAddress = "Nhập địa chỉ thư, ví dụ hoa@example.gov.vn";
const emailSchema = z.object({
  email: requiredText(wrongAddress, 200).pipe(
    z.string().regex(/^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/, wrongAddress),
  ),
});

async function setEmail(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { addresses, attempts, database } = desk;
  const { value, errors } = parseForm(emailSchema, body);
  const refuse = async (reason: string) =>
    invalidForm(await showNotices(request, desk), [{ field: "email", reason }]);
  if (errors !== null) return invalidForm(await showNotices(request, desk), errors);
  if (!addresses.hasEmail) return refuse("Nơi này chưa gửi thư được");
  // Nobody may use the service to mail strangers: each code that is mailed is counted.
  const attempt = await attempts.count("notice e-mail", { account: `${account.id}` }, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs);
  const { email } = value;
  const code = await database.transaction(async (tx) => {
    const action = { action: "notice.email", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
    return addresses.storeEmail(tx, account.id, { address: email, now });
  });
  if (!(await addresses.sendCode(account.id, email, code))) {
    return refuse("Máy chủ thư không nhận địa chỉ này; bạn thử lại");
  }
  return redirect("/account/notices", { message: "Đã gửi mã tới địa chỉ đó. Bạn nhập mã ở đây." });
}

const codeSchema = z.object({ code: requiredText("Nhập mã trong thư", 20) });

async function verifyEmail(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const { addresses, attempts, database } = desk;
  const { value, errors } = parseForm(codeSchema, body);
  if (errors !== null) return invalidForm(await showNotices(request, desk), errors);
  const attempt = await attempts.count("notice e-mail", { account: `${account.id}` }, now);
  if (!attempt.isAllowed) throw tooManyAttempts(attempt.retryAfterMs);
  const code = value.code.replaceAll(/\D/g, "");
  const isRight = await database.transaction(async (tx) => {
    if (!(await addresses.verifyEmail(tx, account.id, { code, now }))) return false;
    const action = { action: "notice.email-verify", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
    return true;
  });
  if (!isRight) {
    const reason = "Mã chưa đúng hoặc đã quá 15 phút";
    return invalidForm(await showNotices(request, desk), [{ field: "code", reason }]);
  }
  await attempt.takeBack();
  return redirect("/account/notices", { message: "Đã xác nhận địa chỉ thư." });
}

/** The page's script sends what the browser's push service gave it. */
const deviceSchema = z.object({ subscription: subscriptionSchema });

async function addDevice(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now, userAgent } = request;
  const { database, webPush } = desk;
  const { value, errors } = parseForm(deviceSchema, body);
  const field = "subscription";
  if (errors !== null || !webPush.accepts(value.subscription)) {
    const reason = "Trình duyệt này không nhận báo được";
    return invalidForm(await showNotices(request, desk), [{ field, reason }]);
  }
  const { subscription } = value;
  await database.transaction(async (tx) => {
    await webPush.add(tx, account.id, { subscription, device: describeDevice(userAgent) });
    const action = { action: "notice.device", subject: `account ${account.id}` };
    await recordAction(tx, account, action, now);
  });
  return redirect("/account/notices", { message: "Máy này sẽ nhận báo." });
}
