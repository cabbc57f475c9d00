import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { Team } from "../../notify/inbox/conversation.ts";
import type { Inbox, Press, PressResult } from "../../notify/inbox/inbox.ts";
import { notFound } from "../framework/errors.ts";
import { type FieldError, parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { contactSchema, doneSchema } from "./api-schemas.ts";
import { closeReasons, teamValue } from "./labels.ts";
import { findConversationOwner, pressOf, requireConversation } from "./owner.ts";
import { showTalk } from "./show-talk.ts";

const handOnSchema = z.object({
  to: z
    .string({ error: "Chọn người hoặc tổ" })
    .max(200)
    .describe("`account:ID`, `point:ID`, `agency:ID` or `administrators`"),
});
const closeSchema = z.object({
  reason: z.enum(
    closeReasons.map(({ value }) => value),
    { error: "Chọn lý do" },
  ),
});

/** Who has a conversation, and how it ends. */
export const pressRoutes: readonly DeskRoute[] = [
  pressing("take", "takes a conversation that nobody has", {
    run: (inbox, press) => inbox.take(press),
    message: "Bạn đã nhận. Trợ lý tự động im lặng, người dân được báo bạn sẽ trả lời.",
  }),
  pressing("give-back", "gives a conversation back for somebody else to take", {
    run: (inbox, press) => inbox.giveBack(press),
    message: "Đã trả lại cho người khác nhận.",
  }),
  pressing("hand-back", "lets the bot go on where it stopped", {
    run: (inbox, press) => inbox.handBackToBot(press),
    message: "Trợ lý tự động trả lời tiếp từ chỗ đang dở.",
  }),
  {
    method: "POST",
    path: "/inbox/:task/hand-on",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "hands a conversation to a colleague or a team",
    api: { body: handOnSchema, answer: doneSchema },
    handle: handOn,
  },
  {
    method: "POST",
    path: "/inbox/:task/close",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose: "closes a conversation, with the reason",
    api: { body: closeSchema, answer: doneSchema },
    handle: close,
  },
  {
    method: "POST",
    path: "/inbox/:task/contact",
    roles: everybody,
    findOwner: findConversationOwner,
    purpose:
      "shows the number or address that a visitor of the web page left; who looked is recorded",
    api: { answer: contactSchema },
    handle: async (request, desk) => {
      const conversation = await requireConversation(request, desk);
      const contact = await desk.inbox.contact(pressOf(request, conversation.id));
      return showTalk(request, desk, conversation, { contact });
    },
  },
];

interface PlainPress {
  readonly run: (inbox: Inbox, press: Press) => Promise<PressResult>;
  readonly message: string;
}

/** Builds the route of a press that needs no form. */
function pressing(name: string, purpose: string, { run, message }: PlainPress): DeskRoute {
  return {
    method: "POST",
    path: `/inbox/:task/${name}`,
    roles: everybody,
    findOwner: findConversationOwner,
    purpose,
    api: { answer: doneSchema },
    handle: async (request, desk) => {
      const { id } = await requireConversation(request, desk);
      const result = await run(desk.inbox, pressOf(request, id));
      return afterPress(request, desk, { id, result, message });
    },
  };
}

async function handOn(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const conversation = await requireConversation(request, desk);
  const { id } = conversation;
  const { account } = request;
  const refuse = async (errors: readonly FieldError[]) =>
    invalidForm(await showTalk(request, desk, conversation), errors);
  const { value, errors } = parseForm(handOnSchema, request.body);
  if (errors !== null) return refuse(errors);
  const { colleagues, teams } = await desk.inbox.handOnTargets(desk.database.db, account, id);
  const colleague = colleagues.find((one) => value.to === `account:${one.id}`);
  const team = teams.find((one) => value.to === teamValue(one.team));
  const to = colleague ? { accountId: colleague.id } : teamOf(team);
  const name = colleague?.name ?? team?.name;
  if (to === null || name === undefined) {
    return refuse([{ field: "to", reason: "Chọn người hoặc tổ trong danh sách" }]);
  }
  const result = await desk.inbox.handOn({ ...pressOf(request, id), to });
  return afterPress(request, desk, { id, result, message: `Đã chuyển cho ${name}.`, to: "/inbox" });
}

function teamOf(found: { readonly team: Team } | undefined): { readonly team: Team } | null {
  return found === undefined ? null : { team: found.team };
}

async function close(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const conversation = await requireConversation(request, desk);
  const { value, errors } = parseForm(closeSchema, request.body);
  if (errors !== null) return invalidForm(await showTalk(request, desk, conversation), errors);
  const { id } = conversation;
  const result = await desk.inbox.close({ ...pressOf(request, id), reason: value.reason });
  const message = "Cuộc trò chuyện đã kết thúc.";
  return afterPress(request, desk, { id, result, message, to: "/inbox" });
}

interface Pressed {
  readonly id: number;
  readonly result: PressResult;
  readonly message: string;
  /** The page to open next; absent: the conversation. */
  readonly to?: string;
}

/** Goes on after a press; who was slower reads who was faster. */
async function afterPress(
  { account }: SignedInRequest,
  { inbox, database }: DeskContext,
  { id, result, message, to = `/inbox/${id}#talk` }: Pressed,
): Promise<ViewResult> {
  if (result === "done") return redirect(to, { message });
  const now = await inbox.find(database.db, account, id);
  if (now === null) throw notFound();
  const reason = describeOvertaking(now.taker?.name ?? null, now.closerName);
  return redirect(`/inbox/${id}`, {
    message: reason,
    problem: new ProblemError(409, "overtaken", reason),
  });
}

function describeOvertaking(takerName: string | null, closerName: string | null): string {
  if (closerName !== null) return `Chưa làm gì: ${closerName} đã kết thúc cuộc trò chuyện này.`;
  return takerName === null
    ? "Chưa làm gì: không còn ai giữ cuộc trò chuyện này."
    : `Chưa làm gì: ${takerName} đã nhận cuộc trò chuyện này.`;
}
