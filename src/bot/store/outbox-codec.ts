import { z } from "zod";
import type { Message } from "../../wording/message.ts";
import { parseResidentName } from "./keys.ts";
import { type DeadLetter, noTries, type OutboxEntry, type Tries } from "./outbox-store.ts";
import { messageSchema, parseJsonOrUndefined } from "./turn-codec.ts";

const date = z.int().transform((ms) => new Date(ms));
const count = z.int().min(0);

// The id is written first, so that `storedPrefix` tells one entry from every other.
const entrySchema = z.object({
  id: z.string(),
  at: date,
  tries: z.tuple([count, count, count]),
  message: messageSchema,
});

/** Returns a new reply, as a worker handles it and as the outbox stores it. */
export function newOutboxEntry(
  id: string,
  committedAt: Date,
  message: Message,
): { readonly entry: OutboxEntry; readonly json: string } {
  const entry = { id, committedAt, message, tries: noTries, storedPrefix: storedPrefixOf(id) };
  return { entry, json: encodeOutboxEntry(entry, noTries) };
}

/** Throws TypeError for an entry that could not be read: it has no other form than the stored one. */
export function encodeOutboxEntry(
  { id, committedAt, message }: OutboxEntry,
  { failed, unknown, broken }: Tries,
): string {
  if (message === null) throw new TypeError("an unreadable reply can only become a dead letter");
  const at = committedAt.getTime();
  return JSON.stringify({ id, at, tries: [failed, unknown, broken], message });
}

/** Never throws. An unreadable entry has no message, and its prefix is its whole text. */
export function decodeOutboxEntry(json: string): OutboxEntry {
  const stored = entrySchema.safeParse(parseJsonOrUndefined(json)).data;
  if (stored === undefined) {
    const id = /^\{"id":"([\w-]+)"/.exec(json)?.[1] ?? "unreadable";
    return { id, committedAt: new Date(0), message: null, tries: noTries, storedPrefix: json };
  }
  const { id, at: committedAt, message } = stored;
  const [failed, unknown, broken] = stored.tries;
  const tries = { failed, unknown, broken };
  return { id, committedAt, message, tries, storedPrefix: storedPrefixOf(id) };
}

function storedPrefixOf(id: string): string {
  return `{"id":"${id}"`;
}

const headerSchema = z.object({ reason: z.string(), at: date });

/** Returns the field of the hash of dead letters under which a reply is stored. */
export function deadLetterField(name: string, id: string): string {
  return `${name} ${id}`;
}

export function encodeDeadLetterHeader(reason: string, at: Date): string {
  return JSON.stringify({ reason, at: at.getTime() });
}

/** Parses a field of the hash of dead letters and its value: the header, a line end, the stored reply. */
export function decodeDeadLetter(
  field: string,
  value: string,
): { readonly name: string; readonly entry: OutboxEntry; readonly deadLetter: DeadLetter } {
  const [name = "", id = ""] = field.split(" ");
  const lineEnd = value.indexOf("\n");
  const header = headerSchema.safeParse(parseJsonOrUndefined(value.slice(0, lineEnd))).data;
  const entry = decodeOutboxEntry(value.slice(lineEnd + 1));
  const deadLetter = {
    id,
    resident: parseResidentName(name),
    committedAt: entry.committedAt,
    parkedAt: header?.at ?? new Date(0),
    reason: header?.reason ?? "unknown",
  };
  return { name, entry, deadLetter };
}
