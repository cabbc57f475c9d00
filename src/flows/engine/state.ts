import { z } from "zod";
import { formsOfAddress } from "../../catalog/form-of-address.ts";
import { languages } from "../../catalog/language.ts";

/** One flow in progress, with its answers in the order in which they were given. */
const frameSchema = z.strictObject({
  flow: z.string(),
  /** The version of the flow that asked. If the flow has another version now, the frame is migrated. */
  version: z.string(),
  answers: z.array(z.tuple([z.string(), z.string()])),
});

export const stateSchema = z.strictObject({
  v: z.literal(1),
  /** The flow in progress is last; those before it wait to be resumed. */
  frames: z.array(frameSchema),
  /** Counts questions, so that a button pressed under an older one is recognised. */
  asked: z.number().int().nonnegative(),
  /** The step that was asked. After a change of its flow it may be another one that waits. */
  asking: z.string().nullable().default(null),
  /** The page that is shown of a long choice. */
  page: z.number().int().nonnegative(),
  /** How many messages in a row were not understood. */
  misses: z.number().int().nonnegative(),
  /** The help point whose link or kiosk began this conversation. */
  point: z.string().nullable(),
  /** The place that the resident named last. */
  place: z
    .strictObject({ lat: z.number(), lon: z.number(), ward: z.string().nullable() })
    .nullable(),
  /** A person has taken over: the service is muted until this minute, counted from 1970. Absent: not muted. */
  mutedUntil: z.number().int().nonnegative().optional(),
  /** A conversation with a person is open, so that what is typed goes there too; see `DeskTalk`. Absent: none. */
  desk: z.strictObject({ status: z.enum(["waiting", "taken"]), who: z.string() }).optional(),
  /** The number of the last notice for everybody that was shown here. */
  noticed: z.number().int().positive().optional(),
  /** The language that the resident chose. Absent: Vietnamese. */
  language: z.enum(languages).optional(),
  /** The local day on which the resident was consoled for a death: it is not said in every turn. */
  consoledOn: z.iso.date().optional(),
  /** The latest wish in words, while it may turn out to be misunderstood: see `Hearing`. */
  heard: z
    .strictObject({
      words: z.string(),
      intent: z.string(),
      procedures: z.array(z.string()),
      /** The minute in which it was typed, counted from 1970. */
      at: z.number().int().nonnegative(),
      /** How many turns followed. */
      turns: z.number().int().nonnegative(),
    })
    .optional(),
  /** When the resident typed the latest messages in a row, in seconds from 1970; see `RecentPieces`. */
  typedAt: z.array(z.number().int().nonnegative()).optional(),
  /** What the resident told, for later flows; see `ToldMemory`. */
  told: z.string().optional(),
  /** How the resident is addressed. Absent: in the default form. */
  address: z.enum(formsOfAddress).optional(),
  /** The latest entries of the transcript, as many as fit; see `Transcript`. */
  lines: z.string().optional(),
});

export type Frame = z.infer<typeof frameSchema>;
export type ConversationState = z.infer<typeof stateSchema>;

/** The limit of every loop and size of a conversation. */
export const conversationLimits = {
  maxStateBytes: 4096,
  maxWaitingFrames: 3,
  maxStepsPerTurn: 20,
  maxAnswerLength: 200,
  noMatchesBeforeHandoff: 2,
  maxMessagesPerTurn: 12,
  maxTranscriptEntries: 20,
  maxTranscriptEntryLength: 120,
  maxTranscriptBytes: 2048,
} as const;
