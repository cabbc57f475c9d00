import { z } from "zod";
import { languages } from "../../catalog/language.ts";

/** One flow in progress: what was answered so far, in the order in which it was asked. */
const frameSchema = z.strictObject({
  flow: z.string(),
  /** The version of the flow that asked; another one replays the answers. */
  version: z.string(),
  answers: z.array(z.tuple([z.string(), z.string()])),
});

export const stateSchema = z.strictObject({
  v: z.literal(1),
  /** The flow in progress is last; those before it wait to be resumed. */
  frames: z.array(frameSchema),
  /** Counts questions, so that a tap on an older one is known as such. */
  asked: z.number().int().nonnegative(),
  /** The step that waits for an answer: after a change of its flow another one may. */
  asking: z.string().nullable().default(null),
  /** Page of a long choice. */
  page: z.number().int().nonnegative(),
  /** Misunderstandings in a row. */
  misses: z.number().int().nonnegative(),
  /** The help point whose code or kiosk began this conversation. */
  point: z.string().nullable(),
  /** Where the resident last said that they are. */
  place: z
    .strictObject({ lat: z.number(), lon: z.number(), ward: z.string().nullable() })
    .nullable(),
  /** A person has taken over: until this minute, counted from 1970, the service keeps quiet. Absent: it speaks. */
  mutedUntil: z.number().int().nonnegative().optional(),
  /** The number of the last notice to all that was told here. */
  noticed: z.number().int().positive().optional(),
  /** The language that was asked for. Absent: Vietnamese. */
  language: z.enum(languages).optional(),
  /** The latest lines of the talk, in what room is left; see `LatestLines`. */
  lines: z.string().optional(),
});

export type Frame = z.infer<typeof frameSchema>;
export type ConversationState = z.infer<typeof stateSchema>;

/** Every loop and size of a conversation, by name. */
export const conversationLimits = {
  stateBytes: 4096,
  waitingFrames: 3,
  stepsPerTurn: 20,
  answerLength: 200,
  missesBeforePerson: 2,
  messagesPerTurn: 12,
  lines: 20,
  lineLength: 120,
  linesBytes: 2048,
} as const;
