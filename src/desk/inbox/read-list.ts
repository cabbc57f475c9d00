import { selectAgencyNames } from "../../db/queries/agencies.ts";
import type { Conversation } from "../../notify/inbox/conversation.ts";
import type { ConversationFilter } from "../../notify/inbox/inbox.ts";
import type { DeskContext } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";
import { fingerprint } from "./fingerprint.ts";
import { readLatestWords } from "./latest-words.ts";
import { summarize } from "./summarize.ts";

/** Returns a list of the inbox with the number of conversations in each, and a text that changes with what it shows. */
export async function readList(
  { database: { db }, inbox, catalog, taskBox, now }: DeskContext,
  account: Account,
  filter: ConversationFilter,
) {
  const all = await inbox.list(db, account, "all");
  const listed = filter === "all" ? all : await inbox.list(db, account, filter);
  const agencies = new Map((await selectAgencyNames(db)).map(({ id, name }) => [id, name]));
  const surroundings = { account, catalog: catalog(), agencies, now: now() };
  const ids = listed.map(({ id }) => id);
  const latest = await readLatestWords(db, { box: taskBox, catalog: catalog() }, ids);
  const list = {
    filter,
    counts: {
      waiting: count(all, ({ status }) => status === "waiting"),
      mine: count(all, ({ taker }) => taker?.id === account.id),
      all: all.length,
    },
    conversations: listed.map((conversation) => ({
      ...summarize(conversation, surroundings),
      latest: latest.get(conversation.id) ?? null,
    })),
  };
  return { ...list, version: fingerprint(list) };
}

function count(
  conversations: readonly Conversation[],
  isCounted: (conversation: Conversation) => boolean,
): number {
  return conversations.filter(isCounted).length;
}
