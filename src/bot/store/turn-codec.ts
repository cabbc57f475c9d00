import { z } from "zod";
import { languages } from "../../catalog/language.ts";
import type { WebEntry } from "../../channels/web/conversations.ts";
import {
  type ConversationState,
  conversationLimits,
  stateSchema,
} from "../../flows/engine/state.ts";
import type { Message } from "../../wording/message.ts";

/** A flow let its state grow over `limits.stateBytes`: a fault of the flow, not of the resident. */
export class StateTooLargeError extends Error {
  readonly code = "STATE_TOO_LARGE";
  readonly bytes: number;

  constructor(bytes: number) {
    super(`conversation state has ${bytes} bytes, more than ${conversationLimits.stateBytes}`);
    this.name = "StateTooLargeError";
    this.bytes = bytes;
  }
}

/** In UTF-8. */
const maxBytesPerCharacter = 3;

/** The state as it is stored. Throws StateTooLargeError. */
export function encodeState(state: ConversationState): string {
  const json = JSON.stringify(state);
  if (json.length * maxBytesPerCharacter <= conversationLimits.stateBytes) return json;
  const bytes = Buffer.byteLength(json);
  if (bytes > conversationLimits.stateBytes) throw new StateTooLargeError(bytes);
  return json;
}

/** null where the stored text is oversized, damaged or of another version. */
export function decodeState(json: string): ConversationState | null {
  if (Buffer.byteLength(json) > conversationLimits.stateBytes) return null;
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

export const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), language, text: z.string() }),
  z.object({
    type: z.literal("choice"),
    language,
    question: z.string(),
    text: z.string(),
    options: optionsSchema,
  }),
  z
    .object({
      type: z.literal("location-request"),
      language,
      question: z.string(),
      text: z.string(),
      typed: z.string().optional(),
      options: optionsSchema,
    })
    // An earlier version kept the one wording.
    .transform((kept) => ({ ...kept, typed: kept.typed ?? kept.text })),
]) satisfies z.ZodType<Message>;

const entrySchema = z.object({
  at: z.iso.datetime().transform((at) => new Date(at)),
  from: z.enum(["visitor", "service"]),
  message: messageSchema,
});

/** A web entry as it is stored: its id is the stream's own. */
export function encodeEntry(entry: Omit<WebEntry, "id">): string {
  return JSON.stringify(entry);
}

/** null where the stored text is of a shape that this version does not know. */
export function decodeEntry(id: string, json: string): WebEntry | null {
  const entry = entrySchema.safeParse(parseJsonOrUndefined(json)).data;
  return entry === undefined ? null : { id, ...entry };
}

/** undefined where it is no JSON. */
export function parseJsonOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
