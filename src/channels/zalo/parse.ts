import { type ChannelEvent, type EventPayload, unreadableKind } from "../event.ts";
import { decodePayload } from "../postback-payload.ts";
import { formatAnonymousUser } from "./anonymous.ts";
import { readZaloCoordinates, type ZaloEvent, zaloEventSchema } from "./envelope.ts";

/** An event that needs no turn. The reason is one of a few fixed values, for the metrics. */
export interface Ignored {
  readonly ignored:
    | "another account"
    | "group"
    | "malformed"
    | "our own message"
    | "personal details"
    | "template message"
    | "unknown event";
}

/**
 * Parses a webhook whose signature was verified (docs/platforms/zalo.md, "Events"): returns a resident's event with our
 * OA, or why there is none. Never throws, because everything that Zalo sends must be answered 200.
 */
export function parseEvent(body: unknown, oaId: string): ChannelEvent | Ignored {
  const parsed = zaloEventSchema.safeParse(body);
  if (!parsed.success) return { ignored: "malformed" };
  const event = parsed.data;
  const name = event.event_name;
  const reader = readers.get(name);
  if (reader !== undefined) return reader(event, oaId);
  if (name.includes("_group")) return { ignored: "group" };
  if (name.startsWith("user_send_")) return fromResident(event, oaId, residentMessage(event));
  if (name.startsWith("anonymous_send_")) return fromAnonymous(event, oaId);
  if (name.startsWith("oa_send_")) return fromStaff(event, oaId);
  return { ignored: "unknown event" };
}

type Reader = (event: ZaloEvent, oaId: string) => ChannelEvent | Ignored;

const follows: Reader = (event, oaId) => relationEvent(event, oaId, { type: "follow" });
const template: Reader = () => ({ ignored: "template message" });

const readers: ReadonlyMap<string, Reader> = new Map([
  ["follow", follows],
  // Sent when this person opens the chat for the very first time; it starts our right to send.
  ["user_click_chatnow", follows],
  ["unfollow", (event, oaId) => relationEvent(event, oaId, { type: "unfollow" })],
  ["user_withdraw", (event, oaId) => relationEvent(event, oaId, { type: "withdrawn" })],
  // We never ask for names or phones, and store none.
  ["user_submit_info", () => ({ ignored: "personal details" })],
  ["user_received_message", (event, oaId) => receipt(event, oaId, "delivered")],
  ["user_seen_message", (event, oaId) => receipt(event, oaId, "seen")],
  // Asks a person for the right to call them; it is no message.
  ["oa_send_consent", () => ({ ignored: "unknown event" })],
  ["user_feedback", template],
  ["user_click_response_button", template],
  ["change_template_status", template],
  ["change_template_quality", template],
  ["change_template_quota", template],
  ["change_oa_template_tags", template],
  ["change_oa_daily_quota", template],
  ["event_journey_acknowledged", template],
  ["event_journey_time_out", template],
] satisfies [string, Reader][]);

/**
 * Reads what a resident sent. A location comes first, then words: those beside a picture too, and those of a link,
 * which is a typed message with an address in it. An empty message still came from a resident who waits for an answer.
 */
function residentMessage(event: ZaloEvent): EventPayload {
  const kind = event.event_name.replace(/^(?:user|anonymous)_send_/, "");
  const place = kind === "location" ? readZaloCoordinates(event) : null;
  if (place !== null) return { type: "location", ...place };
  const text = event.message?.text?.trim() ?? "";
  if (text !== "") return textOrChoice(text);
  return { type: "media", kind: kind === "text" ? unreadableKind : kind };
}

function textOrChoice(text: string): EventPayload {
  const choice = decodePayload(text);
  return choice === null ? { type: "text", text } : { type: "choice", ...choice };
}

function fromResident(event: ZaloEvent, oaId: string, payload: EventPayload) {
  const { sender, recipient } = event;
  if (sender === undefined || recipient === undefined) return malformed;
  if (recipient.id !== oaId) return anotherAccount;
  return eventOf(event, oaId, sender.id, payload, messageIdOf(event));
}

function fromAnonymous(event: ZaloEvent, oaId: string) {
  const { sender } = event;
  const user = sender && anonymousUserOf(sender.id, event.message?.conversation_id);
  if (!user) return malformed;
  const named = { ...event, sender: { ...sender, id: user } };
  return fromResident(named, oaId, residentMessage(event));
}

function anonymousUserOf(id: string, conversation: string | undefined): string | null {
  return conversation === undefined ? null : formatAnonymousUser({ id, conversation });
}

/** Reads the echo of a message that our OA sent: by a person in OA Manager, or by this service. */
function fromStaff(event: ZaloEvent, oaId: string) {
  const { sender, recipient, message } = event;
  if (sender === undefined || recipient === undefined) return malformed;
  if (sender.id !== oaId) return anotherAccount;
  if (sender.admin_id === undefined) return { ignored: "our own message" } as const;
  const user = event.event_name.startsWith("oa_send_anonymous_")
    ? anonymousUserOf(recipient.id, message?.conversation_id)
    : recipient.id;
  if (user === null) return malformed;
  return eventOf(event, oaId, user, { type: "human-replied" });
}

/** Sources disagree on who is the sender of a receipt: the party that is not our OA is the person. */
function receipt(event: ZaloEvent, oaId: string, kind: "delivered" | "seen") {
  const { sender, recipient, message } = event;
  // A template message's receipt has the same name, but a phone number as its user.
  if (message?.tracking_id !== undefined) return { ignored: "template message" } as const;
  if (sender === undefined || recipient === undefined) return malformed;
  if (sender.id !== oaId && recipient.id !== oaId) return anotherAccount;
  const messages = message?.msg_ids ?? (message?.msg_id === undefined ? [] : [message.msg_id]);
  if (messages.length === 0) return malformed;
  const user = sender.id === oaId ? recipient.id : sender.id;
  return eventOf(event, oaId, user, { type: "receipt", kind, messages });
}

function relationEvent(event: ZaloEvent, oaId: string, payload: EventPayload) {
  const user = event.follower?.id ?? event.user_id;
  const account = event.oa_id ?? event.oaId;
  if (user === undefined || account === undefined) return malformed;
  if (account !== oaId) return anotherAccount;
  return eventOf(event, oaId, user, payload);
}

function eventOf(
  event: ZaloEvent,
  oaId: string,
  user: string,
  payload: EventPayload,
  // A receipt or an echo carries the id of the message it is about, so it needs an id of its own.
  id = [event.event_name, messageIdOf(event) ?? event.timestamp, user].join(":"),
): ChannelEvent {
  return { channel: "zalo", account: oaId, user, id, at: new Date(event.timestamp), payload };
}

function messageIdOf({ message, msg_id }: ZaloEvent): string | undefined {
  return message?.msg_id ?? msg_id;
}

const malformed = { ignored: "malformed" } as const;
const anotherAccount = { ignored: "another account" } as const;
