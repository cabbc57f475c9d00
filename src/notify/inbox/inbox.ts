import type { DbHandle } from "../../db/schema.ts";
import type { CannedReplies } from "./canned-replies.ts";
import type { CloseReason, Colleague, Conversation, InboxLine, Team } from "./conversation.ts";

/** One press of a colleague on a conversation. */
export interface Press {
  readonly taskId: number;
  readonly account: Colleague;
  readonly at: Date;
}

/**
 * "not-yours": somebody else has it, or nobody; only who took it may write. "closed": it is over. "window-over": the platform
 * takes no more messages for this resident until they write again. "empty", "too-long" (`maxReplyLength`): the words.
 */
export type ReplyResult = "sent" | "not-yours" | "closed" | "window-over" | "empty" | "too-long";

/** "overtaken": somebody was faster; load it again. "not-found": there is none that this account may see. */
export type PressResult = "done" | "overtaken" | "not-found";

/** Characters of one reply or note. Longer than a platform's message: it is split like every other. */
export const maxReplyLength = 4_000;

/** Which conversations to list. "mine": taken by this account. "all": open ones, whoever took them. "done": of the last 30 days. */
export type ConversationFilter = "waiting" | "mine" | "all" | "done";

/** To whom a conversation can be handed on. */
export interface HandOnTargets {
  readonly colleagues: readonly { readonly id: number; readonly name: string }[];
  readonly teams: readonly { readonly team: Team; readonly name: string }[];
}

/**
 * The conversations that residents have with colleagues. A colleague's press is stored with its audit entry in one transaction, and
 * then passed to the bot as a turn of the resident with the id `desk:LINE`; a job passes again what a crash left behind. Every
 * method sees only what the account may see: staff their points', officials their agency's, administrators all, and everybody what
 * was handed to them. All reject if the database fails.
 */
export interface Inbox {
  /** At most 200; waiting ones by promised time, closed ones latest first. */
  list(
    db: DbHandle,
    account: Colleague,
    filter: ConversationFilter,
  ): Promise<readonly Conversation[]>;
  /** null: there is none, or not for this account. */
  find(db: DbHandle, account: Colleague, taskId: number): Promise<Conversation | null>;
  /** Both sides in words, oldest first. Call `markSeen` beside it. */
  lines(db: DbHandle, taskId: number): Promise<readonly InboxLine[]>;
  /** Records that a colleague opened it: audited for each look, `firstSeenAt` once. */
  markSeen(press: Press): Promise<void>;
  /** The number or address that a visitor of the web page left; each look is audited. null: none. */
  contact(
    press: Press,
  ): Promise<{ readonly kind: "phone" | "email"; readonly value: string } | null>;

  reply(request: Press & { readonly words: string }): Promise<ReplyResult>;
  /** The four lines and buttons as the bot would say them. `procedureId` of the catalogue, else RangeError. */
  sendChecklist(request: Press & { readonly procedureId: string }): Promise<ReplyResult>;
  /** The card of a help point of the catalogue, else RangeError. */
  sendPoint(request: Press & { readonly pointId: string }): Promise<ReplyResult>;
  /** A button that opens an https address. RangeError for any other. */
  sendLink(request: Press & { readonly url: string; readonly title: string }): Promise<ReplyResult>;
  /** A private note: colleagues see it, residents never. Whoever sees the conversation may write one. */
  note(
    request: Press & { readonly words: string },
  ): Promise<"done" | "not-found" | "empty" | "too-long">;

  /** Takes what nobody has taken (waiting, or with the bot). Of two at once one gets "overtaken". */
  take(press: Press): Promise<PressResult>;
  handOnTargets(db: DbHandle, account: Colleague, taskId: number): Promise<HandOnTargets>;
  /** Who has it, or an administrator, hands it to a colleague (taken by them at once) or to a team (waiting again). */
  handOn(
    request: Press & { readonly to: { readonly accountId: number } | { readonly team: Team } },
  ): Promise<PressResult>;
  /** Back to its own team, waiting. Who has it, or an administrator. */
  giveBack(press: Press): Promise<PressResult>;
  /** The bot speaks again and repeats its open question; the conversation stays open. Who has it, or an administrator. */
  handBackToBot(press: Press): Promise<PressResult>;
  /** Who has it, an administrator, or anybody of the team if nobody has it. */
  close(request: Press & { readonly reason: CloseReason }): Promise<PressResult>;

  readonly canned: CannedReplies;
  /** Calls back after each change of any conversation, on any replica, within 2 seconds; for SSE. Returns how to stop. */
  watch(onChange: () => void): () => void;
}
