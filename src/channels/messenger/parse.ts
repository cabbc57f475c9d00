import { createHash } from "node:crypto";
import { type ChannelEvent, type EventPayload, unreadableKind } from "../event.ts";
import { decodePayload } from "../postback-payload.ts";
import { replyIdOf } from "./echoes.ts";
import {
  entrySchema,
  type MessengerUpdate,
  readAttachmentKind,
  readMessengerCoordinates,
  updateSchema,
  webhookSchema,
} from "./envelope.ts";
import { getStartedPayload, textOfMenuItem } from "./menu.ts";

/** One update of a webhook, by what it means to us. */
export type ParsedUpdate =
  | ChannelEvent
  /** Needs no turn. The reason is one of a few fixed values, for the metrics. */
  | { readonly ignored: IgnoredReason }
  /** The reply with this id has arrived on Messenger. */
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
  | Exclude<(typeof silentKinds)[number], "message_edit">
  | "unknown event";

/** Known kinds that need no turn. */
const silentKinds = [
  "reaction",
  "optin",
  "account_linking",
  "app_roles",
  "response_feedback",
  "pass_thread_control",
  "take_thread_control",
  "request_thread_control",
  "message_edit",
] as const satisfies readonly string[];

interface UpdateSource {
  readonly pageId: string;
  /** In milliseconds, for an update that carries no time of its own. */
  readonly time: number;
}

/**
 * Parses a webhook whose signature was verified (docs/platforms/messenger.md, "Updates"). Each update is read for
 * itself, so that a damaged one costs no other, and they are returned in the order of their times. Never throws, because
 * everything that Meta sends must be answered 200.
 */
export function parseWebhook(body: unknown, pageId: string, receivedAt: Date): ParsedUpdate[] {
  const parsed = webhookSchema.safeParse(body);
  if (!parsed.success || parsed.data.object !== "page") return [malformed];
  const found = parsed.data.entry.flatMap((item) => {
    const entry = entrySchema.safeParse(item).data;
    if (entry === undefined) return [malformed];
    if (entry.id !== pageId) return [anotherAccount];
    const source = { pageId, time: entry.time ?? receivedAt.getTime() };
    return [
      ...(entry.messaging ?? []).flatMap((update) => parseUpdate(update, source)),
      ...(entry.standby ?? []).flatMap((update) => parseUpdate(update, source).map(inStandby)),
      ...(entry.changes ?? []).map((): ParsedUpdate => ({ ignored: "page change" })),
    ];
  });
  return found.toSorted((a, b) => timeOf(a) - timeOf(b));
}

/** Updates that need no turn come first; a person's answer by hand is never one of them. */
function timeOf(parsed: ParsedUpdate): number {
  return "at" in parsed ? parsed.at.getTime() : 0;
}

/** Another app has the thread, so the resident talks with that app; only an answer by a person of ours counts. */
function inStandby(parsed: ParsedUpdate): ParsedUpdate {
  return "payload" in parsed && parsed.payload.type !== "human-replied"
    ? { ignored: "standby" }
    : parsed;
}

/** Reads one update. A message that carries a link's `ref` is two things: the link is followed, then it is answered. */
function parseUpdate(item: unknown, source: UpdateSource): ParsedUpdate[] {
  const parsed = updateSchema.safeParse(item);
  if (!parsed.success) return [malformed];
  const main = interpret(item, parsed.data, source);
  const ref = parsed.data.message?.referral?.ref;
  if (!ref || !("payload" in main) || main.payload.type === "human-replied") return [main];
  return [{ ...main, id: `ref:${main.id}`, payload: { type: "referral", ref } }, main];
}

function interpret(item: unknown, event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  if (event.policy_enforcement !== undefined) return { policy: event.policy_enforcement.action };
  if (event.message?.is_echo === true) return parseEcho(event, event.message, source);
  if (event.message?.is_deleted === true) return { ignored: "unsent" };
  const silent = silentKinds.find((kind) => hasField(item, kind));
  if (silent === "optin" && event.optin?.ref) {
    return eventOf(event, source, { type: "referral", ref: event.optin.ref });
  }
  if (silent !== undefined) return { ignored: silent === "message_edit" ? "edited" : silent };
  if (event.recipient?.id !== undefined && event.recipient.id !== source.pageId) {
    return anotherAccount;
  }
  const read = readers.find(({ kind }) => event[kind] !== undefined);
  return read?.parse(event, source) ?? { ignored: "unknown event" };
}

function hasField(item: unknown, name: string): boolean {
  return Object.entries(Object(item)).some(([key, value]) => key === name && value !== null);
}

const readers: readonly {
  readonly kind: keyof MessengerUpdate;
  readonly parse: (event: MessengerUpdate, source: UpdateSource) => ParsedUpdate;
}[] = [
  { kind: "message", parse: parseMessage },
  { kind: "postback", parse: parsePostback },
  { kind: "referral", parse: parseReferral },
  { kind: "delivery", parse: parseDelivery },
  { kind: "read", parse: parseRead },
];

function parseMessage(event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  const { mid, text = "", quick_reply, attachments = [] } = event.message ?? {};
  const payload =
    quick_reply === undefined
      ? payloadOfMessage(text.trim(), attachments)
      : payloadOfButton(quick_reply.payload);
  return eventOf(event, source, payload, mid);
}

/**
 * Reads a message that may hold several things: a location comes first, then text, then other attachments. One without
 * any, such as a message that Meta calls unsupported, still came from a resident who waits for an answer.
 */
function payloadOfMessage(text: string, attachments: readonly unknown[]): EventPayload {
  const spot = readMessengerCoordinates(attachments);
  if (spot !== null) return { type: "location", ...spot };
  if (text !== "") return { type: "text", text };
  return { type: "media", kind: readAttachmentKind(attachments) ?? unreadableKind };
}

/** Reads the payload of a button; one that we do not know leads to the menu. */
function payloadOfButton(payload: string): EventPayload {
  const choice = decodePayload(payload);
  if (choice !== null) return { type: "choice", ...choice };
  if (payload === getStartedPayload) return { type: "follow" };
  return { type: "text", text: textOfMenuItem(payload) };
}

/** Reads a button press. Get Started brings along the link that opened the thread. */
function parsePostback(event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  const { mid, payload, referral: from } = event.postback ?? {};
  if (from?.ref) return eventOf(event, source, { type: "referral", ref: from.ref }, mid);
  return eventOf(event, source, payloadOfButton(payload ?? ""), mid);
}

/** Reads the use of an m.me link; one without a `ref` only opens the chat. */
function parseReferral(event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  const ref = event.referral?.ref;
  return eventOf(event, source, ref ? { type: "referral", ref } : { type: "follow" });
}

function parseDelivery(event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  const { mids = [], watermark } = event.delivery ?? {};
  if (mids.length === 0 && watermark === undefined) return malformed;
  return receiptEvent(event, source, "delivered", mids, watermark);
}

function parseRead(event: MessengerUpdate, source: UpdateSource): ParsedUpdate {
  return receiptEvent(event, source, "seen", [], event.read?.watermark);
}

function receiptEvent(
  event: MessengerUpdate,
  source: UpdateSource,
  kind: "delivered" | "seen",
  messages: readonly string[],
  watermark: number | undefined,
): ParsedUpdate {
  const until = watermark === undefined ? {} : { until: new Date(watermark) };
  return eventOf(event, source, { type: "receipt", kind, messages, ...until });
}

/** Reads the echo of a message that the Page sent: by this service, by a person or by another app. */
function parseEcho(
  event: MessengerUpdate,
  { mid, metadata }: NonNullable<MessengerUpdate["message"]>,
  source: UpdateSource,
): ParsedUpdate {
  if (event.sender?.id !== source.pageId) return anotherAccount;
  const replyId = replyIdOf(metadata);
  if (replyId !== null) return { echoOf: replyId };
  const toResident = { ...event, sender: event.recipient };
  return eventOf(toResident, source, { type: "human-replied" }, mid && `echo:${mid}`);
}

function eventOf(
  event: MessengerUpdate,
  { pageId, time }: UpdateSource,
  payload: EventPayload,
  id?: string,
): ParsedUpdate {
  const user = event.sender?.id;
  // Plugins name a guest by a temporary `user_ref`, whom no turn can answer.
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

/** Makes an id for an event that carries none: the same for the same event. */
function hashOf(parts: readonly unknown[]): string {
  return `hash:${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}

const malformed = { ignored: "malformed" } as const;
const anotherAccount = { ignored: "another account" } as const;
