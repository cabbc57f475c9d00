import { z } from "zod";
import type { Message } from "../../wording/message.ts";
import { residentOf } from "./keys.ts";
import { type DeadLetter, noTries, type OutboxEntry, type Tries } from "./outbox-store.ts";
import { messageSchema, parseJsonOrUndefined } from "./turn-codec.ts";

const date = z.int().transform((ms) => new Date(ms));
const count = z.int().min(0);

// The id is written first: `start` tells one entry from every other.
const entrySchema = z.object({
  id: z.string(),
  at: date,
  tries: z.tuple([count, count, count]),
  message: messageSchema,
});

/** A reply as the outbox stores it, and as a worker handles it. */
export function newOutboxEntry(
  id: string,
  committedAt: Date,
  message: Message,
): { readonly entry: OutboxEntry; readonly json: string } {
  const entry = { id, committedAt, message, tries: noTries, start: startOf(id) };
  return { entry, json: encodeOutboxEntry(entry, noTries) };
}

/** An entry that couldn't be read has no other form: TypeError. */
export function encodeOutboxEntry(
  { id, committedAt, message }: OutboxEntry,
  { failed, unknown, broken }: Tries,
): string {
  if (message === null) throw new TypeError("an unreadable reply can only be parked");
  const at = committedAt.getTime();
  return JSON.stringify({ id, at, tries: [failed, unknown, broken], message });
}

/** Never fails: an unreadable reply has no message, and is told by all of its text. */
export function decodeOutboxEntry(json: string): OutboxEntry {
  const stored = entrySchema.safeParse(parseJsonOrUndefined(json)).data;
  if (stored === undefined) {
    const id = /^\{"id":"([\w-]+)"/.exec(json)?.[1] ?? "unreadable";
    return { id, committedAt: new Date(0), message: null, tries: noTries, start: json };
  }
  const { id, at: committedAt, message } = stored;
  const [failed, unknown, broken] = stored.tries;
  return { id, committedAt, message, tries: { failed, unknown, broken }, start: startOf(id) };
}

function startOf(id: string): string {
  return `{"id":"${id}"`;
}

const headerSchema = z.object({ reason: z.string(), at: date });

export function parkedField(name: string, id: string): string {
  return `${name} ${id}`;
}

export function encodeParkedHeader(reason: string, at: Date): string {
  return JSON.stringify({ reason, at: at.getTime() });
}

/** A field of the parked hash and its value, taken apart. */
export function decodeParked(
  field: string,
  value: string,
): { readonly name: string; readonly entry: OutboxEntry; readonly listed: DeadLetter } {
  const [name = "", id = ""] = field.split(" ");
  const lineEnd = value.indexOf("\n");
  const header = headerSchema.safeParse(parseJsonOrUndefined(value.slice(0, lineEnd))).data;
  const entry = decodeOutboxEntry(value.slice(lineEnd + 1));
  const listed = {
    id,
    resident: residentOf(name),
    committedAt: entry.committedAt,
    parkedAt: header?.at ?? new Date(0),
    reason: header?.reason ?? "unknown",
  };
  return { name, entry, listed };
}
