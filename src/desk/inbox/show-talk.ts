import type { Conversation } from "../../notify/inbox/conversation.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { type Page, page } from "../framework/view-result.ts";
import { teamValue } from "./labels.ts";
import { listCanned } from "./list-canned.ts";
import { readTalk } from "./read-talk.ts";
import { findSendable } from "./sendable.ts";

/** What a form held that is shown again, or what a press has brought. */
interface Shown {
  readonly typed?: Readonly<Record<string, string>>;
  /** The canned reply whose words are put into the box: without scripts, choosing one is a link. */
  readonly cannedId?: number | undefined;
  readonly contact?: { readonly kind: "phone" | "email"; readonly value: string } | null;
}

/** Returns the page of a conversation. */
export async function showTalk(
  { account }: SignedInRequest,
  desk: DeskContext,
  conversation: Conversation,
  { typed = {}, cannedId, contact = null }: Shown = {},
): Promise<Page> {
  const { inbox, catalog, publicUrl } = desk;
  const { db } = desk.database;
  const talk = await readTalk(desk, account, conversation);
  const { may } = talk;
  const targets = may.pass
    ? await inbox.handOnTargets(db, account, conversation.id)
    : { colleagues: [], teams: [] };
  const replies = may.reply ? await listCanned(desk, account) : [];
  const canned = replies.map(({ id, title, words }) => ({
    id,
    title,
    words: inbox.canned.fill(words, { account, conversation }),
  }));
  const chosen = canned.find(({ id }) => id === cannedId);
  return page("inbox-talk", `Trò chuyện với người dân, ${talk.conversation.from}`, {
    ...talk,
    typed: chosen === undefined ? typed : { words: chosen.words },
    contact,
    canned,
    send: may.reply
      ? findSendable(talk.conversation, { catalog: catalog(), account, publicUrl })
      : null,
    targets: {
      colleagues: targets.colleagues,
      teams: targets.teams.map(({ team, name }) => ({ value: teamValue(team), name })),
    },
    reachesDossiers: account.role === "administrator",
  });
}
