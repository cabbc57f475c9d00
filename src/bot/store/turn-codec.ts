import { z } from "zod";
import { languages } from "../../catalog/language.ts";
import type { WebEntry } from "../../channels/web/conversations.ts";
import { misunderstandings } from "../../flows/engine/misunderstood.ts";
import {
  type ConversationState,
  conversationLimits,
  stateSchema,
} from "../../flows/engine/state.ts";
import type { Message } from "../../wording/message.ts";
import { cardsSchema } from "./cards-schema.ts";
import type { TurnCommit, TurnFact } from "./turn-store.ts";

/** A flow let its state outgrow `conversationLimits.stateBytes`. That is a bug of the flow; the resident cannot help it. */
class StateTooLargeError extends Error {
  readonly code = "STATE_TOO_LARGE";
  readonly bytes: number;

  constructor(bytes: number) {
    super(`conversation state has ${bytes} bytes, more than ${conversationLimits.maxStateBytes}`);
    this.name = "StateTooLargeError";
    this.bytes = bytes;
  }
}

/** UTF-8 bytes of one UTF-16 code unit. */
const maxBytesPerCharacter = 3;

/** Returns the state as it is stored. Throws StateTooLargeError. */
export function encodeState(state: ConversationState): string {
  const json = JSON.stringify(state);
  if (json.length * maxBytesPerCharacter <= conversationLimits.maxStateBytes) return json;
  const bytes = Buffer.byteLength(json);
  if (bytes > conversationLimits.maxStateBytes) throw new StateTooLargeError(bytes);
  return json;
}

/** Returns null if the stored text is too large, damaged or of another version. */
export function decodeState(json: string): ConversationState | null {
  if (Buffer.byteLength(json) > conversationLimits.maxStateBytes) return null;
  return stateSchema.safeParse(parseJsonOrUndefined(json)).data ?? null;
}

const optionsSchema = z.array(
  z.object({
    value: z.string(),
    number: z.number().int().nullable(),
    label: z.string(),
    full: z.string(),
  }),
);

const language = z.enum(languages).optional();

const line = z.object({ id: z.number().int(), isLast: z.boolean() }).optional();

const progress = z.object({ steps: z.array(z.string()), current: z.number().int() }).optional();

export const messageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    language,
    line,
    text: z.string(),
    // The text says all of it: cards of another version are dropped, and the message stays.
    cards: cardsSchema.optional().catch(undefined),
    progress,
    asks: z.literal("identity").optional().catch(undefined),
  }),
  z.object({
    type: z.literal("choice"),
    language,
    line,
    question: z.string(),
    text: z.string(),
    options: optionsSchema,
  }),
  z
    .object({
      type: z.literal("location-request"),
      language,
      line,
      question: z.string(),
      text: z.string(),
      typed: z.string().optional(),
      options: optionsSchema,
    })
    // An earlier version stored one wording only.
    .transform((stored) => ({ ...stored, typed: stored.typed ?? stored.text })),
]) satisfies z.ZodType<Message>;

const entrySchema = z.object({
  at: z.iso.datetime().transform((at) => new Date(at)),
  from: z.enum(["visitor", "service"]),
  sentAs: z.string().optional(),
  message: messageSchema,
});

/** Returns a web entry as it is stored: its id is that of the stream's entry. */
export function encodeEntry(entry: Omit<WebEntry, "id">): string {
  return JSON.stringify(entry);
}

/** Returns null if the stored text has a shape that this version does not know. */
export function decodeEntry(id: string, json: string): WebEntry | null {
  const entry = entrySchema.safeParse(parseJsonOrUndefined(json)).data;
  return entry === undefined ? null : { id, ...entry };
}

/** Returns the entries that a turn adds to a web conversation: the visitor's line first, then each reply. */
export function newWebEntries({
  at,
  messageId: sentAs,
  said,
  replies,
}: TurnCommit): Omit<WebEntry, "id">[] {
  const visitorLine =
    said === null ? [] : [{ at, from: "visitor" as const, sentAs, message: said }];
  return [...visitorLine, ...replies.map((message) => ({ at, from: "service" as const, message }))];
}

const factSchema = z.object({
  id: z.string(),
  at: z.iso.datetime().transform((at) => new Date(at)),
  channel: z.enum(["web", "zalo", "messenger"]),
  residentHash: z.string(),
  flow: z.string(),
  step: z.string(),
  outcome: z.string(),
  point: z.string().nullable(),
  missedWords: z.array(z.string()),
  misunderstood: z
    .array(
      z.object({
        kind: z.enum(misunderstandings),
        words: z.array(z.string()),
        intent: z.string(),
        procedures: z.array(z.string()),
      }),
    )
    .exactOptional(),
}) satisfies z.ZodType<TurnFact>;

/** Returns a fact as Redis stores it until it is recorded in the database. */
export function encodeFact(fact: TurnFact): string {
  return JSON.stringify(fact);
}

/** Returns null if the text has a shape that this version does not know. */
export function decodeFact(json: string): TurnFact | null {
  return factSchema.safeParse(parseJsonOrUndefined(json)).data ?? null;
}

/** Returns undefined if the text is not JSON. */
export function parseJsonOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
