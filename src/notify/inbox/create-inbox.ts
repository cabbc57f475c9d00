import type { PushRoutes } from "../../channels/push.ts";
import type { Resident } from "../../channels/resident.ts";
import {
  incrementInboxVersion,
  selectConversation,
  selectConversations,
  updateConversation,
} from "../../db/queries/inbox.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createCannedReplies } from "./canned-replies.ts";
import { giveBack, handOnToColleague, handOnToTeam, listTargets } from "./hand-on.ts";
import type { ConversationFilter, Inbox } from "./inbox.ts";
import { maxReplyLength } from "./inbox.ts";
import { createPageCopies } from "./page-copy.ts";
import { createLinePassing, type LinePassing, type RunDeskTurn } from "./pass-lines.ts";
import { close, handBackToBot, type PressDependencies, take } from "./presses.ts";
import { scopeOf, toConversation } from "./read-conversation.ts";
import { readLines } from "./read-lines.ts";
import { createInboxWatch } from "./watch-inbox.ts";
import { addColleagueLine, audit } from "./write-lines.ts";
import { writeReply } from "./write-replies.ts";

export interface InboxOptions extends Omit<PressDependencies, "changed"> {
  readonly runTurn: RunDeskTurn;
  /** By which a visitor of the web page gets a copy of a reply. */
  readonly routes: Pick<PushRoutes, "email" | "sms">;
  readonly isPageOpen: (visitor: Resident) => Promise<boolean>;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** The inbox, and what the service needs of it besides the desk. */
export interface InboxService {
  readonly inbox: Inbox;
  readonly recordOutcome: LinePassing["recordOutcome"];
  /** A resident's turn changed a conversation. */
  changed(): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

const maxListed = 200;
const dayMs = 24 * 3_600_000;
const doneShownDays = 30;

export function createInbox(options: InboxOptions): InboxService {
  const { database, box, catalog, now, onError } = options;
  const watching = createInboxWatch(database.db, onError);
  const passing = createLinePassing({
    ...options,
    sendCopy: createPageCopies(options),
    onChange: watching.changed,
  });
  const changed = (taskId: number) => {
    watching.changed();
    passing.pass(taskId);
  };
  const dependencies = { database, box, catalog, changed };
  const find = async (db: DbHandle, account: Parameters<Inbox["find"]>[1], taskId: number) => {
    const row = await selectConversation(db, scopeOf(account), taskId);
    return row === undefined ? null : toConversation(row, now());
  };

  const inbox: Inbox = {
    list: async (db, account, filter) => {
      const rows = await selectConversations(
        db,
        scopeOf(account),
        listingOf(filter, now()),
        maxListed,
      );
      return rows.map((row) => toConversation(row, now()));
    },
    find,
    lines: async (db, taskId) => readLines(db, { box, catalog: catalog() }, taskId),
    markSeen: ({ taskId, account, at }) =>
      database.transaction(async (tx) => {
        const row = await selectConversation(tx, scopeOf(account), taskId);
        if (row === undefined) return;
        if (row.first_seen_at === null) await updateConversation(tx, taskId, { first_seen_at: at });
        await audit(tx, { taskId, account, at }, "task.read");
      }),
    contact: ({ taskId, account, at }) =>
      database.transaction(async (tx) => {
        const row = await selectConversation(tx, scopeOf(account), taskId);
        const { contact_kind: kind = null, contact_sealed: sealed = null } = row ?? {};
        if (row === undefined || sealed === null || (kind !== "phone" && kind !== "email"))
          return null;
        await audit(tx, { taskId, account, at }, "task.contact", kind);
        return { kind, value: box.openContact(sealed, row.event_id) };
      }),
    reply: ({ words, ...pressed }) => {
      const said = words.trim();
      return writeReply(dependencies, pressed, { words: said, deed: { kind: "say", words: said } });
    },
    sendChecklist: async ({ procedureId, ...pressed }) => {
      const { procedures, listed } = catalog();
      const name = (procedures.get(procedureId) ?? listed.get(procedureId))?.name;
      if (name === undefined) throw new RangeError("The catalogue has no such procedure");
      const deed = { kind: "checklist", procedure: procedureId } as const;
      return writeReply(dependencies, pressed, { words: `[Danh sách giấy tờ] ${name}`, deed });
    },
    sendPoint: async ({ pointId, ...pressed }) => {
      const point = catalog().points.get(pointId);
      if (point === undefined) throw new RangeError("The catalogue has no such help point");
      const deed = { kind: "point", point: pointId } as const;
      return writeReply(dependencies, pressed, { words: `[Điểm hướng dẫn] ${point.name}`, deed });
    },
    sendLink: async ({ url, title, ...pressed }) => {
      if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
        throw new RangeError("Only https addresses are sent");
      }
      const deed = { kind: "link", title, url } as const;
      return writeReply(dependencies, pressed, { words: `${title}\n${url}`, deed });
    },
    note: ({ words, taskId, account, at }) =>
      database.transaction(async (tx) => {
        const note = words.trim();
        if (note === "") return "empty";
        if (note.length > maxReplyLength) return "too-long";
        if ((await selectConversation(tx, scopeOf(account), taskId)) === undefined)
          return "not-found";
        const content = { words: note };
        await addColleagueLine(tx, box, { taskId, account, at, from: "note", content });
        await audit(tx, { taskId, account, at }, "task.note");
        await incrementInboxVersion(tx);
        return "done";
      }),
    take: (pressed) => take(dependencies, pressed),
    handOnTargets: (db, account, taskId) => listTargets(db, catalog(), account, taskId),
    handOn: ({ to, ...pressed }) =>
      "team" in to
        ? handOnToTeam(dependencies, pressed, to.team)
        : handOnToColleague(dependencies, pressed, to.accountId),
    giveBack: (pressed) => giveBack(dependencies, pressed),
    handBackToBot: (pressed) => handBackToBot(dependencies, pressed),
    close: (request) => close(dependencies, request),
    canned: createCannedReplies(database, catalog),
    watch: watching.watch,
  };
  return {
    inbox,
    recordOutcome: passing.recordOutcome,
    changed: watching.changed,
    start: passing.start,
    close: async () => {
      await watching.close();
      await passing.close();
    },
  };
}

function listingOf(filter: ConversationFilter, now: Date) {
  if (filter !== "done") return filter;
  return { closedAfter: new Date(now.getTime() - doneShownDays * dayMs) };
}
