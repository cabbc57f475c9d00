import { z } from "zod";
import { setBotSwitch } from "../../live/bot-switch.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";

/** Fits one message on every channel, including its heading. */
const maxNoticeLength = 500;

export const switchRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/switch",
    roles: administrators,
    purpose: "shows whether the bot answers, and the notice to all",
    handle: async (request, desk) => showSwitch(request, desk),
  },
  {
    method: "POST",
    path: "/switch",
    roles: administrators,
    purpose: "turns the bot off or on, and sets or removes the notice to all",
    handle: setSwitch,
  },
];

const schema = z
  .object({
    is_off: z
      .union([z.enum(["true", "false"]), z.boolean()], { error: "Chọn bật hoặc tắt" })
      .transform((value) => value === true || value === "true"),
    notice_vi: textOrEmpty(maxNoticeLength),
    notice_en: textOrEmpty(maxNoticeLength),
  })
  .refine(({ notice_vi, notice_en }) => notice_vi !== "" || notice_en === "", {
    path: ["notice_vi"],
    message: "Thông báo phải có tiếng Việt",
  });

function showSwitch({ body }: SignedInRequest, { botSwitch }: DeskContext) {
  const { isOff, notice } = botSwitch();
  return page("switch", "Tắt, bật bot và thông báo chung", {
    isOff,
    notice,
    typed: typedFields(body),
  });
}

async function setSwitch(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(showSwitch(request, desk), errors);
  const { account, now } = request;
  const { is_off: isOff, notice_vi: vi, notice_en: en } = value;
  const setting = { isOff, notice: vi === "" ? null : { vi, en: en === "" ? null : en } };
  await desk.database.transaction(async (tx) => {
    const was = await setBotSwitch(tx, setting, { by: account.username, now });
    const detail = JSON.stringify({ was, is: setting });
    await recordAction(tx, account, { action: "switch.set", subject: "bot", detail }, now);
  });
  await desk.refreshOverrides();
  const message = isOff
    ? "Bot đã tắt. Trong 5 giây mọi kênh nhận lời báo nghỉ."
    : "Đã lưu. Bot đang trả lời; thay đổi có hiệu lực trong 5 giây.";
  return redirect("/switch", { message, data: setting });
}
