import { createHash } from "node:crypto";
import type { ChannelEvent, EventPayload } from "../event.ts";
import { decodePayload } from "../postback-payload.ts";
import { coordinatesOf, kindOf, type Update, update, webhook } from "./envelope.ts";
import { getStartedPayload, saidByMenu } from "./menu.ts";
import { replyIdOf } from "./metadata.ts";

/** One update of a webhook, as what it is to us. */
export type Parsed =
  | ChannelEvent
  /** Asks nothing of us. The reason is one of a few words, for counting. */
  | { readonly ignored: IgnoredReason }
  /** The reply of this id has arrived on Messenger. */
  | { readonly echoOf: string }
  /** Meta warns, blocks or unblocks the whole Page. */
  | { readonly policy: string };

export type IgnoredReason =
  | "another account"
  | "malformed"
  | "standby"
  | "page change"
  | "unsent"
  | "edited"
  | "nobody"
  | "empty"
  | Exclude<(typeof silentKinds)[number], "message_edit">
  | "unknown event";

/** Known, and nothing to be done. */
const silentKinds = [
  ...["reaction", "optin", "account_linking", "app_roles", "response_feedback"],
  ...["pass_thread_control", "take_thread_control", "request_thread_control", "message_edit"],
] as const satisfies readonly string[];

interface Place {
  readonly pageId: string;
  /** Milliseconds, for an update that carries no time of its own. */
  readonly time: number;
}

/**
 * Reads a webhook whose signature was checked (messenger.md §1.4), each update for itself and in the order of
 * their times: a damaged one costs no other. Never throws, as whatever Meta sends must be answered 200.
 */
export function parseWebhook(body: unknown, pageId: string, receivedAt: Date): Parsed[] {
  const parsed = webhook.safeParse(body);
  if (!parsed.success || parsed.data.object !== "page") return [malformed];
  const found = parsed.data.entry.flatMap((entry) => {
    if (entry.id !== pageId) return [anotherAccount];
    const place = { pageId, time: entry.time ?? receivedAt.getTime() };
    return [
      ...(entry.messaging ?? []).map((item) => parseUpdate(item, place)),
      ...(entry.standby ?? []).map((item) => inStandby(parseUpdate(item, place))),
      ...(entry.changes ?? []).map((): Parsed => ({ ignored: "page change" })),
    ];
  });
  return found.toSorted((a, b) => timeOf(a) - timeOf(b));
}

/** What asks for no turn goes first: that somebody answered by hand is never among it. */
function timeOf(parsed: Parsed): number {
  return "at" in parsed ? parsed.at.getTime() : 0;
}

/** Another app has the thread: the resident talks with it, but that a person of ours answered counts. */
function inStandby(parsed: Parsed): Parsed {
  return "payload" in parsed && parsed.payload.type !== "human-replied"
    ? { ignored: "standby" }
    : parsed;
}

function parseUpdate(item: unknown, place: Place): Parsed {
  const parsed = update.safeParse(item);
  if (!parsed.success) return malformed;
  const event = parsed.data;
  if (event.policy_enforcement !== undefined) return { policy: event.policy_enforcement.action };
  if (event.message?.is_echo === true) return echo(event, event.message, place);
  if (event.message?.is_deleted === true) return { ignored: "unsent" };
  const silent = silentKinds.find((kind) => Object.hasOwn(Object(item), kind));
  if (silent !== undefined) return { ignored: silent === "message_edit" ? "edited" : silent };
  if (event.recipient?.id !== undefined && event.recipient.id !== place.pageId) {
    return anotherAccount;
  }
  const read = readers.find(({ kind }) => event[kind] !== undefined);
  return read?.parse(event, place) ?? { ignored: "unknown event" };
}

const readers: readonly {
  readonly kind: keyof Update;
  readonly parse: (event: Update, place: Place) => Parsed;
}[] = [
  { kind: "message", parse: message },
  { kind: "postback", parse: postback },
  { kind: "referral", parse: (event, place) => referral(event, place) },
  { kind: "delivery", parse: delivery },
  { kind: "read", parse: read },
];

function message(event: Update, place: Place): Parsed {
  const { mid, text = "", quick_reply, attachments = [] } = event.message ?? { mid: "" };
  const payload =
    quick_reply === undefined ? said(text.trim(), attachments) : tapped(quick_reply.payload);
  return payload === null ? { ignored: "empty" } : eventOf(event, place, payload, mid);
}

/** A link, a reel or a post may come with words, a location may too: places go before words, words before the rest. */
function said(text: string, attachments: readonly unknown[]): EventPayload | null {
  const spot = coordinatesOf(attachments);
  if (spot !== null) return { type: "location", ...spot };
  if (text !== "") return { type: "text", text };
  const kind = kindOf(attachments);
  return kind === null ? null : { type: "media", kind };
}

/** What a button of ours says; one that we don't know leads to the menu. */
function tapped(payload: string): EventPayload {
  const choice = decodePayload(payload);
  if (choice !== null) return { type: "choice", ...choice };
  if (payload === getStartedPayload) return { type: "follow" };
  return { type: "text", text: saidByMenu(payload) };
}

/** Get Started brings along the link that opened the thread. */
function postback(event: Update, place: Place): Parsed {
  const { mid, payload, referral: from } = event.postback ?? {};
  if (from?.ref) return eventOf(event, place, { type: "referral", ref: from.ref }, mid);
  return eventOf(event, place, tapped(payload ?? ""), mid);
}

/** An m.me link without a word of its own merely opens the chat. */
function referral(event: Update, place: Place): Parsed {
  const ref = event.referral?.ref;
  return eventOf(event, place, ref ? { type: "referral", ref } : { type: "follow" });
}

function delivery(event: Update, place: Place): Parsed {
  const { mids = [], watermark } = event.delivery ?? {};
  if (mids.length === 0 && watermark === undefined) return malformed;
  return receipt(event, place, "delivered", mids, watermark);
}

function read(event: Update, place: Place): Parsed {
  return receipt(event, place, "seen", [], event.read?.watermark);
}

function receipt(
  event: Update,
  place: Place,
  kind: "delivered" | "seen",
  messages: readonly string[],
  watermark: number | undefined,
): Parsed {
  const until = watermark === undefined ? {} : { until: new Date(watermark) };
  return eventOf(event, place, { type: "receipt", kind, messages, ...until });
}

/** What the Page sent: by this very service, or by a person or another app. */
function echo(
  event: Update,
  { mid, metadata }: NonNullable<Update["message"]>,
  place: Place,
): Parsed {
  if (event.sender?.id !== place.pageId) return anotherAccount;
  const replyId = replyIdOf(metadata);
  if (replyId !== null) return { echoOf: replyId };
  const toResident = { ...event, sender: event.recipient };
  return eventOf(toResident, place, { type: "human-replied" }, `echo:${mid}`);
}

function eventOf(
  event: Update,
  { pageId, time }: Place,
  payload: EventPayload,
  id?: string,
): Parsed {
  const user = event.sender?.id;
  // Plugins name a guest by a passing `user_ref`, to whom no turn can answer.
  if (user === undefined) return { ignored: "nobody" };
  const at = event.timestamp ?? time;
  return {
    channel: "messenger",
    account: pageId,
    user,
    id: id ?? hashOf([user, payload, event.timestamp ?? null]),
    at: new Date(at),
    payload,
  };
}

/** An id for what comes without one: the same for the same event. */
function hashOf(parts: readonly unknown[]): string {
  return `hash:${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}

const malformed = { ignored: "malformed" } as const;
const anotherAccount = { ignored: "another account" } as const;
