import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { Press, ReplyResult } from "../../notify/inbox/inbox.ts";
import { maxReplyLength } from "../../notify/inbox/inbox.ts";
import { notFound } from "../framework/errors.ts";
import { boundedText, parseForm, requiredText, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { doneSchema } from "./api-schemas.ts";
import { findConversationOwner, pressOf, requireConversation } from "./owner.ts";
import { lastOwnLine } from "./read-talk.ts";
import { showTalk } from "./show-talk.ts";

const missing = "Ghi lời nhắn";
const replySchema = z.object({
  words: requiredText(missing, maxReplyLength),
  after: z.coerce
    .number()
    .int()
    .optional()
    .catch(undefined)
    .describe(
      "`after` of the conversation: what was stored since under the same words is not sent twice",
    ),
});
const noteSchema = z.object({ note: requiredText("Ghi nội dung", maxReplyLength) });
const checklistSchema = z.object({ procedure: requiredText("Chọn thủ tục", 200) });
const pointSchema = z.object({ point: requiredText("Chọn điểm hướng dẫn", 200) });
const linkSchema = z.object({
  url: requiredText("Ghi đường dẫn", 500).refine(
    (value) => URL.canParse(value) && new URL(value).protocol === "https:",
    "Đường dẫn phải bắt đầu bằng https://",
  ),
  title: boundedText("Ghi tên đường dẫn", 100).pipe(
    z.string().min(1, "Ghi tên đường dẫn").max(100),
  ),
});

/** What a colleague writes and sends in a conversation. */
export const replyRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/inbox/:task/reply",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "replies to a resident; only who has the conversation may",
    api: { body: replySchema, answer: doneSchema },
    handle: reply,
  },
  {
    method: "POST",
    path: "/inbox/:task/note",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "adds a note that only colleagues see",
    api: { body: noteSchema, answer: doneSchema },
    handle: note,
  },
  sending("checklist", "sends the list of papers of a procedure", checklistSchema, ({ inbox }) => ({
    send: (press, { procedure }) => inbox.sendChecklist({ ...press, procedureId: procedure }),
    unknown: { field: "procedure", reason: "Không có thủ tục này" },
  })),
  sending("point", "sends the card of a help point", pointSchema, ({ inbox }) => ({
    send: (press, { point }) => inbox.sendPoint({ ...press, pointId: point }),
    unknown: { field: "point", reason: "Không có điểm này" },
  })),
  sending("link", "sends a link with its title", linkSchema, ({ inbox }) => ({
    send: (press, { url, title }) => inbox.sendLink({ ...press, url, title }),
    unknown: { field: "url", reason: "Đường dẫn phải bắt đầu bằng https://" },
  })),
];

async function reply(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const conversation = await requireConversation(request, desk);
  const { value, errors } = parseForm(replySchema, request.body);
  if (errors !== null) {
    const typed = typedFields(request.body);
    return invalidForm(await showTalk(request, desk, conversation, { typed }), errors);
  }
  const { account } = request;
  if (value.after !== undefined) {
    const lines = await desk.inbox.lines(desk.database.db, conversation.id);
    const last = lines.find(({ id }) => id === lastOwnLine(lines, account));
    if (last !== undefined && last.id > value.after && last.words === value.words) {
      return toTalk(conversation.id);
    }
  }
  const press = pressOf(request, conversation.id);
  const result = await desk.inbox.reply({ ...press, words: value.words });
  return afterReply(request, desk, conversation.id, result);
}

async function note(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const conversation = await requireConversation(request, desk);
  const { value, errors } = parseForm(noteSchema, request.body);
  if (errors !== null) {
    const typed = typedFields(request.body);
    return invalidForm(await showTalk(request, desk, conversation, { typed }), errors);
  }
  const press = pressOf(request, conversation.id);
  const result = await desk.inbox.note({ ...press, words: value.note });
  if (result === "not-found") throw notFound();
  return toTalk(conversation.id, "Đã lưu ghi chú. Người dân không thấy ghi chú này.");
}

interface Sending<Fields> {
  readonly send: (press: Press, fields: Fields) => Promise<ReplyResult>;
  /** What the form is told if the catalogue does not have it. */
  readonly unknown: { readonly field: string; readonly reason: string };
}

/** Builds the route of something that is sent in one press. */
function sending<Schema extends z.ZodType>(
  name: string,
  purpose: string,
  schema: Schema,
  open: (desk: DeskContext) => Sending<z.output<Schema>>,
): DeskRoute {
  return {
    method: "POST",
    path: `/inbox/:task/send-${name}`,
    roles: everybody,
    findOwner: findConversationOwner,
    purpose,
    api: { body: schema, answer: doneSchema },
    handle: async (request, desk) => {
      const conversation = await requireConversation(request, desk);
      const { value, errors } = parseForm(schema, request.body);
      const typed = typedFields(request.body);
      if (errors !== null) {
        return invalidForm(await showTalk(request, desk, conversation, { typed }), errors);
      }
      const { send, unknown } = open(desk);
      const press = pressOf(request, conversation.id);
      const result = await send(press, value).catch((error: unknown) => {
        if (error instanceof RangeError) return null;
        throw error;
      });
      if (result === null) {
        return invalidForm(await showTalk(request, desk, conversation, { typed }), [unknown]);
      }
      return afterReply(request, desk, conversation.id, result);
    },
  };
}

function toTalk(id: number, message?: string): ViewResult {
  return redirect(`/inbox/${id}#talk`, message === undefined ? {} : { message });
}

/** Goes on after a reply. What was not sent is said; the browser keeps what was typed. */
async function afterReply(
  { account }: SignedInRequest,
  { inbox, database }: DeskContext,
  id: number,
  result: ReplyResult,
): Promise<ViewResult> {
  if (result === "sent") return toTalk(id);
  const taker = (await inbox.find(database.db, account, id))?.taker ?? null;
  const reason = describeRefusal(result, taker?.name ?? null);
  const problem = new ProblemError(409, result, reason);
  return redirect(`/inbox/${id}`, { message: reason, problem });
}

function describeRefusal(result: Exclude<ReplyResult, "sent">, takerName: string | null): string {
  switch (result) {
    case "not-yours":
      return takerName === null
        ? "Chưa gửi: chưa ai nhận cuộc trò chuyện này. Bạn bấm Tôi nhận trước."
        : `Chưa gửi: ${takerName} đang trả lời cuộc trò chuyện này.`;
    case "closed":
      return "Chưa gửi: cuộc trò chuyện đã kết thúc.";
    case "window-over":
      return "Chưa gửi: nền tảng không nhận tin trả lời nữa, cho đến khi người dân nhắn lại.";
    case "empty":
    case "too-long":
      return `Chưa gửi: lời nhắn dài từ 1 đến ${maxReplyLength} ký tự.`;
  }
}
