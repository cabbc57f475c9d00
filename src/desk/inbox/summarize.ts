import type { Catalog } from "../../catalog/catalog.ts";
import type { Conversation } from "../../notify/inbox/conversation.ts";
import { channelName, masked } from "../dossiers/labels.ts";
import type { Account } from "../identity/account.ts";
import { closeReasonName, procedureName, statusNames, teamName, timeLeft } from "./labels.ts";

interface Surroundings {
  readonly account: Account;
  readonly catalog: Catalog;
  readonly agencies: ReadonlyMap<number, string>;
  readonly now: Date;
}

/** A window that ends within this time is marked. */
const windowShortMs = 12 * 3_600_000;

/** Returns what the list and the page of a conversation show of it. */
export function summarize(conversation: Conversation, surroundings: Surroundings) {
  const { account, catalog, agencies, now } = surroundings;
  const { status, channel, taker, windowEndsAt } = conversation;
  const isOpen = status !== "closed";
  const isUnanswered = isOpen && status !== "with-bot" && conversation.answeredAt === null;
  return {
    id: conversation.id,
    status,
    statusName: statusNames[status],
    channel,
    from: `${channelName(channel)} ${masked(conversation.userId)}`,
    teamName: teamName(conversation.team, catalog, agencies),
    pointId: conversation.pointId,
    procedureId: conversation.procedureId,
    procedureName: procedureName(catalog, conversation.procedureId),
    openedAt: conversation.openedAt,
    promisedAt: conversation.promisedAt,
    answeredAt: conversation.answeredAt,
    isLate: conversation.isLate,
    /** How long until the promised time, while the resident waits for the first answer. */
    promiseLeft: isUnanswered ? timeLeft(conversation.promisedAt, now) : null,
    takerName: taker?.name ?? null,
    takenAt: conversation.takenAt,
    isMine: taker?.id === account.id,
    windowEndsAt: isOpen ? windowEndsAt : null,
    windowLeft: isOpen && windowEndsAt !== null ? timeLeft(windowEndsAt, now) : null,
    isWindowOver: windowEndsAt !== null && windowEndsAt <= now,
    isWindowShort:
      isOpen && windowEndsAt !== null && windowEndsAt.getTime() - now.getTime() < windowShortMs,
    closedAt: conversation.closedAt,
    closerName: conversation.closerName,
    closedReason: conversation.closedReason,
    closedReasonName: closeReasonName(conversation.closedReason),
    contactKind: conversation.contactKind,
  };
}

export type ConversationSummary = ReturnType<typeof summarize>;
