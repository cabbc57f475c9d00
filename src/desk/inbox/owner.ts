import type { Conversation } from "../../notify/inbox/conversation.ts";
import type { Press } from "../../notify/inbox/inbox.ts";
import { notFound } from "../framework/errors.ts";
import { type DeskContext, type Owner, pathId, type SignedInRequest } from "../framework/route.ts";

/** A conversation belongs to the team of its point, to its agency, and to who has it. */
export async function findConversationOwner(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<Owner | null> {
  const conversation = await findConversation(request, desk);
  if (conversation === null) return null;
  const { agencyId, pointId, taker } = conversation;
  return { agencyId, pointId, accountId: taker?.id ?? null };
}

/** Throws ProblemError (404) if it is gone since `findConversationOwner`. */
export async function requireConversation(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<Conversation> {
  const conversation = await findConversation(request, desk);
  if (conversation === null) throw notFound();
  return conversation;
}

/** Returns what a press on a conversation says of who pressed, and when. */
export function pressOf({ account, now }: SignedInRequest, taskId: number): Press {
  return { taskId, account, at: now };
}

async function findConversation(
  { account, params }: SignedInRequest,
  { inbox, database }: DeskContext,
): Promise<Conversation | null> {
  const id = pathId(params, "task");
  return id === null ? null : inbox.find(database.db, account, id);
}
