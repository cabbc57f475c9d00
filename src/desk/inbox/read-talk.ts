import { selectAgencyNames } from "../../db/queries/agencies.ts";
import { selectFollowedDossiers, selectTask } from "../../db/queries/tasks.ts";
import type { Conversation, InboxLine } from "../../notify/inbox/conversation.ts";
import type { DeskContext } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";
import { fingerprint } from "./fingerprint.ts";
import { lineStateNames } from "./labels.ts";
import { type ConversationSummary, summarize } from "./summarize.ts";

/** Returns both sides of a conversation, what the account may do with it, and a text that changes with what is shown. */
export async function readTalk(desk: DeskContext, account: Account, conversation: Conversation) {
  const { inbox, catalog, now } = desk;
  const { db } = desk.database;
  const agencies = new Map((await selectAgencyNames(db)).map(({ id, name }) => [id, name]));
  const surroundings = { account, catalog: catalog(), agencies, now: now() };
  const summary = summarize(conversation, surroundings);
  const lines = await inbox.lines(db, conversation.id);
  const talk = {
    conversation: summary,
    lines: lines.map((line) => ({ ...line, stateName: lineStateNames[line.state] })),
    dossiers: await listDossiers(desk, conversation),
    may: allowedActions(summary, account),
    /** Send it with a reply: one that was stored although its answer was lost is not sent again. */
    after: lastOwnLine(lines, account),
  };
  return { ...talk, version: fingerprint(talk) };
}

export type Talk = Awaited<ReturnType<typeof readTalk>>;

async function listDossiers({ database: { db } }: DeskContext, { id }: Conversation) {
  const row = await selectTask(db, id);
  return row === undefined ? [] : selectFollowedDossiers(db, row);
}

/** Returns which buttons the page has. */
function allowedActions(conversation: ConversationSummary, { role }: Account) {
  const { status, takerName, isMine, isWindowOver } = conversation;
  const isOpen = status !== "closed";
  const has = isOpen && (isMine || (role === "administrator" && takerName !== null));
  return {
    take: isOpen && takerName === null,
    reply: isOpen && isMine && !isWindowOver,
    note: isOpen,
    pass: has,
    close: isOpen && (has || takerName === null),
  };
}

/** Returns the id of the last line that the account wrote to the resident; 0 if there is none. */
export function lastOwnLine(lines: readonly InboxLine[], { name }: Account): number {
  const own = lines.findLast((line) => line.from === "colleague" && line.authorName === name);
  return own?.id ?? 0;
}
