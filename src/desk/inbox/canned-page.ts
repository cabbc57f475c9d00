import { z } from "zod";
import { selectCannedReply } from "../../db/queries/inbox-canned.ts";
import { ProblemError } from "../../http/problem.ts";
import type { CannedReply, CannedResult } from "../../notify/inbox/canned-replies.ts";
import { maxCannedTitle } from "../../notify/inbox/canned-replies.ts";
import { notFound } from "../framework/errors.ts";
import { type FieldError, parseForm, requiredText, typedFields } from "../framework/form.ts";
import {
  type DeskContext,
  type DeskRoute,
  type Owner,
  pathId,
  type SignedInRequest,
} from "../framework/route.ts";
import {
  invalidForm,
  type Page,
  page,
  redirect,
  type ViewResult,
} from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { cannedListSchema, doneSchema } from "./api-schemas.ts";
import { listOwners, ownerValue } from "./canned-owners.ts";
import { listCanned } from "./list-canned.ts";

const maxWords = 2_000;
const draftSchema = z.object({
  title: requiredText("Ghi tên câu trả lời", maxCannedTitle),
  words: requiredText("Ghi câu trả lời", maxWords),
  owner: z
    .string({ error: "Chọn ai được dùng" })
    .max(200)
    .describe("`all`, `agency:ID` or `point:ID`, of `owners`"),
});

/** Replies that colleagues use again. */
export const cannedRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/inbox/canned",
    roles: everybody,
    purpose: "lists the canned replies that the account may use",
    api: { answer: cannedListSchema },
    handle: showList,
  },
  {
    method: "POST",
    path: "/inbox/canned",
    roles: everybody,
    purpose: "adds a canned reply",
    api: { body: draftSchema, answer: doneSchema },
    handle: add,
  },
  {
    method: "GET",
    path: "/inbox/canned/:canned",
    roles: everybody,
    findOwner,
    purpose: "shows a canned reply to change it",
    handle: async (request, desk) => showReply(request, desk, await requireReply(request, desk)),
  },
  {
    method: "POST",
    path: "/inbox/canned/:canned",
    roles: everybody,
    findOwner,
    purpose: "changes a canned reply",
    api: { body: draftSchema, answer: doneSchema },
    handle: change,
  },
  {
    method: "POST",
    path: "/inbox/canned/:canned/remove",
    roles: everybody,
    findOwner,
    purpose: "deletes a canned reply",
    api: { answer: doneSchema },
    handle: remove,
  },
];

async function showList({ account, body }: SignedInRequest, desk: DeskContext): Promise<Page> {
  const replies = await listCanned(desk, account);
  const owners = await listOwners(desk, account);
  return page("inbox-canned", "Câu trả lời sẵn", {
    typed: typedFields(body),
    owners: owners.map(({ value, name }) => ({ value, name })),
    canned: replies.map((reply) => {
      const own = owners.find(({ value }) => value === ownerValue(reply));
      const { id, title, words } = reply;
      // Of others an account uses only what is everybody's.
      return { id, title, words, ownerName: own?.name ?? "Mọi người", isOwn: own !== undefined };
    }),
  });
}

async function showReply(
  { account, body }: SignedInRequest,
  desk: DeskContext,
  reply: CannedReply,
): Promise<Page> {
  const owners = await listOwners(desk, account);
  const stored = { title: reply.title, words: reply.words, owner: ownerValue(reply) };
  return page("inbox-canned-reply", "Sửa câu trả lời sẵn", {
    id: reply.id,
    typed: { ...stored, ...typedFields(body) },
    owners: owners.map(({ value, name }) => ({ value, name })),
  });
}

async function add(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  return save(request, desk, {
    form: () => showList(request, desk),
    write: (draft) => desk.inbox.canned.add({ account: request.account, draft, at: request.now }),
    message: "Đã thêm câu trả lời sẵn.",
  });
}

async function change(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const reply = await requireReply(request, desk);
  return save(request, desk, {
    form: () => showReply(request, desk, reply),
    write: (draft) => desk.inbox.canned.change({ account, id: reply.id, draft, at: now }),
    message: "Đã lưu câu trả lời sẵn.",
  });
}

type Draft = Parameters<DeskContext["inbox"]["canned"]["add"]>[0]["draft"];

interface Save {
  readonly form: () => Promise<Page>;
  readonly write: (draft: Draft) => Promise<CannedResult>;
  readonly message: string;
}

async function save(
  { account, body }: SignedInRequest,
  desk: DeskContext,
  { form, write, message }: Save,
): Promise<ViewResult> {
  const refuse = async (errors: readonly FieldError[]) => invalidForm(await form(), errors);
  const { value, errors } = parseForm(draftSchema, body);
  if (errors !== null) return refuse(errors);
  const owner = (await listOwners(desk, account)).find((one) => one.value === value.owner);
  if (owner === undefined) return refuse([{ field: "owner", reason: "Chọn ai được dùng" }]);
  const { title, words } = value;
  const { agencyId, pointId } = owner;
  const result = await write({ title, words, agencyId, pointId });
  if (result === "unknown-placeholder") {
    const reason = "Trong ngoặc { } chỉ được là ten_can_bo, diem hoặc thu_tuc";
    return refuse([{ field: "words", reason }]);
  }
  if (result !== "done") throw notYours();
  return redirect("/inbox/canned", { message });
}

async function remove(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const { id } = await requireReply(request, desk);
  const result = await desk.inbox.canned.remove({ account, id, at: now });
  if (result !== "done") throw notYours();
  return redirect("/inbox/canned", { message: "Đã xóa câu trả lời sẵn." });
}

function notYours(): ProblemError {
  const reason = "Câu trả lời này của tổ khác, hoặc vừa bị xóa. Bạn tải lại trang.";
  return new ProblemError(409, "canned-not-yours", reason);
}

/** Only its own team changes a reply; everybody's only administrators. */
async function findOwner(request: SignedInRequest, desk: DeskContext): Promise<Owner | null> {
  const reply = await findReply(request, desk);
  return reply === null ? null : { agencyId: reply.agencyId, pointId: reply.pointId };
}

async function requireReply(request: SignedInRequest, desk: DeskContext): Promise<CannedReply> {
  const reply = await findReply(request, desk);
  if (reply === null) throw notFound();
  return reply;
}

/** Whether the account may change it says its owner. */
async function findReply(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<CannedReply | null> {
  const id = pathId(params, "canned");
  const row = id === null ? undefined : await selectCannedReply(database.db, id);
  if (row === undefined) return null;
  const { title, words, agency_id: agencyId, point_id: pointId } = row;
  return { id: row.id, title, words, agencyId, pointId };
}
