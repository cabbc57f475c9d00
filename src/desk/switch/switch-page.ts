import { z } from "zod";
import { countResidentsSince } from "../../db/queries/turn-facts.ts";
import { setBotSwitch } from "../../live/bot-switch.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseTime } from "../dossiers/parse-time.ts";
import { type FieldError, parseForm, textOrEmpty, typedFields } from "../framework/form.ts";
import { formatCount, formatDateTime } from "../framework/format.ts";
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
    /** As the form's field, or any other way to write a time; "": when somebody says so. */
    back_at: textOrEmpty(40),
    confirm: z.union([z.literal("1"), z.literal(""), z.boolean()]).optional(),
  })
  .refine(({ notice_vi, notice_en }) => notice_vi !== "" || notice_en === "", {
    path: ["notice_vi"],
    message: "Thông báo phải có tiếng Việt",
  });

function showSwitch({ body }: SignedInRequest, { botSwitch }: DeskContext) {
  const { isOff, notice, backAt } = botSwitch();
  const typed = typedFields(body);
  return page("switch", "Tắt, bật bot và thông báo chung", { isOff, notice, backAt, typed });
}

/** Who wrote within this time is in the middle of a conversation. */
const talkingMs = 30 * 60_000;

/** Asks before the bot is turned off for everybody; null: nothing is to be asked. */
async function askBeforeOff(
  value: z.output<typeof schema>,
  { now }: SignedInRequest,
  { botSwitch, database }: DeskContext,
): Promise<FieldError | null> {
  const isConfirmed = value.confirm === "1" || value.confirm === true;
  if (!value.is_off || botSwitch().isOff || isConfirmed) return null;
  const since = new Date(now.getTime() - talkingMs);
  const people = await countResidentsSince(database.db, since);
  const reason =
    people === 0
      ? "Tắt cho mọi người? Trong 30 phút qua không có ai nhắn. Đánh dấu “Tắt thật” rồi bấm Lưu"
      : `Tắt cho ${formatCount(people)} người đang nói chuyện? Đánh dấu “Tắt thật” rồi bấm Lưu`;
  return { field: "confirm", reason };
}

function readBackAt(typed: string, now: Date): Date | null | FieldError {
  if (typed === "") return null;
  const at = parseTime(typed);
  if (at === null) return { field: "back_at", reason: "Giờ bật lại: ghi như 25/11/2026 13:30" };
  if (at <= now) return { field: "back_at", reason: "Giờ bật lại phải sau bây giờ" };
  return at;
}

async function setSwitch(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(showSwitch(request, desk), errors);
  const { account, now } = request;
  const backAt = readBackAt(value.back_at, now);
  if (backAt !== null && "reason" in backAt) {
    return invalidForm(showSwitch(request, desk), [backAt]);
  }
  const question = await askBeforeOff(value, request, desk);
  if (question !== null) return invalidForm(showSwitch(request, desk), [question]);
  const { is_off: isOff, notice_vi: vi, notice_en: en } = value;
  const notice = vi === "" ? null : { vi, en: en === "" ? null : en };
  const setting = { isOff, notice, backAt: isOff || notice !== null ? backAt : null };
  await desk.database.transaction(async (tx) => {
    const was = await setBotSwitch(tx, setting, { by: account.username, now });
    const detail = JSON.stringify({ was, is: setting });
    await recordAction(tx, account, { action: "switch.set", subject: "bot", detail }, now);
  });
  await desk.refreshOverrides();
  const message = isOff
    ? `Bot đã tắt${setting.backAt === null ? "" : ` đến ${formatDateTime(setting.backAt)}`}. Trong 5 giây mọi kênh nhận lời báo nghỉ.`
    : "Đã lưu. Bot đang trả lời; thay đổi có hiệu lực trong 5 giây.";
  return redirect("/switch", { message, data: setting });
}
