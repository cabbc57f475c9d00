import { z } from "zod";
import type { Resident } from "../../channels/resident.ts";
import type { Message } from "../../wording/message.ts";
import { accountOfName } from "./keys.ts";
import { type DeadLetter, noTries, type OutboxEntry, type Tries } from "./outbox-store.ts";
import type { TextSeals } from "./redis-seals.ts";
import { messageSchema, parseJsonOrUndefined } from "./turn-codec.ts";

const date = z.int().transform((ms) => new Date(ms));
const count = z.int().min(0);

// The id is written first, so that `storedPrefix` tells one entry from every other.
const entrySchema = z.object({
  id: z.string(),
  at: date,
  tries: z.tuple([count, count, count]),
  sealed: z.string(),
});
/** What only the sender needs: to whom, and what. */
const contentSchema = z.object({ user: z.string(), message: messageSchema });

export function newOutboxEntry(
  id: string,
  committedAt: Date,
  resident: Resident,
  message: Message,
): OutboxEntry {
  return { id, committedAt, resident, message, tries: noTries, storedPrefix: storedPrefixOf(id) };
}

/**
 * Returns an entry as the queue of the resident with this name stores it. Throws TypeError for an entry that could not be
 * read: it has no other form than the stored one.
 */
export function encodeOutboxEntry(
  seals: TextSeals,
  name: string,
  { id, committedAt, resident, message }: OutboxEntry,
  { failed, unknown, broken }: Tries,
): string {
  if (message === null || resident === null) {
    throw new TypeError("an unreadable reply can only become a dead letter");
  }
  const content = JSON.stringify({ user: resident.user, message });
  const sealed = seals.seal(content, { kind: "reply", name, id });
  return JSON.stringify({
    id,
    at: committedAt.getTime(),
    tries: [failed, unknown, broken],
    sealed,
  });
}

/** Never throws. An unreadable entry has no message and no resident, and its prefix is its whole text. */
export function decodeOutboxEntry(seals: TextSeals, name: string, json: string): OutboxEntry {
  const stored = entrySchema.safeParse(parseJsonOrUndefined(json)).data;
  const content = stored && openContent(seals, name, stored.id, stored.sealed);
  if (stored === undefined || content === undefined) {
    const id = /^\{"id":"([\w-]+)"/.exec(json)?.[1] ?? "unreadable";
    const unreadable = { resident: null, message: null, tries: noTries, storedPrefix: json };
    return { id, committedAt: new Date(0), ...unreadable };
  }
  const { id, at: committedAt } = stored;
  const { user, message } = content;
  const [failed, unknown, broken] = stored.tries;
  const tries = { failed, unknown, broken };
  const resident = { ...accountOfName(name), user };
  return { id, committedAt, resident, message, tries, storedPrefix: storedPrefixOf(id) };
}

function openContent(seals: TextSeals, name: string, id: string, sealed: string) {
  const json = seals.open(sealed, { kind: "reply", name, id });
  return json === null ? undefined : contentSchema.safeParse(parseJsonOrUndefined(json)).data;
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

/** Splits a field of the hash of dead letters and its value: the header, a line end, the stored reply. */
export function splitDeadLetter(field: string, value: string) {
  const [name = "", id = ""] = field.split(" ");
  const lineEnd = value.indexOf("\n");
  return { name, id, header: value.slice(0, lineEnd), reply: value.slice(lineEnd + 1) };
}

/** Parses a field of the hash of dead letters and its value. */
export function decodeDeadLetter(
  seals: TextSeals,
  field: string,
  value: string,
): { readonly name: string; readonly entry: OutboxEntry; readonly deadLetter: DeadLetter } {
  const { name, id, header: headerJson, reply } = splitDeadLetter(field, value);
  const header = headerSchema.safeParse(parseJsonOrUndefined(headerJson)).data;
  const entry = decodeOutboxEntry(seals, name, reply);
  const deadLetter = {
    id,
    resident: entry.resident ?? { ...accountOfName(name), user: null },
    committedAt: entry.committedAt,
    parkedAt: header?.at ?? new Date(0),
    reason: header?.reason ?? "unknown",
  };
  return { name, entry, deadLetter };
}
