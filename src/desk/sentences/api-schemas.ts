import { z } from "zod";
import { intents } from "../../catalog/understanding/intent.ts";
import { labelVerdict } from "../../db/tables/sentence-label-table.ts";
import { missedKinds } from "../../db/tables/turn-tables.ts";

/** What programs read and send of misunderstood sentences; `/desk/openapi.json` shows it. */

const procedure = z.object({ id: z.string(), name: z.string() });

const readingSchema = z.object({
  intent: z.string(),
  intentName: z.string(),
  procedures: z.array(procedure).describe("Best first: one that would begin, or those offered"),
});

const sentenceSchema = z.object({
  alike: z.string().describe("The words in a fixed order: they name the sentence"),
  words: z.string().describe("Only words that any resident might use, without marks"),
  residents: z.number(),
  count: z.number().describe("How often in the last 30 days"),
  lastAt: z.date(),
  cases: z.array(
    z.object({
      kind: z.enum(missedKinds),
      kindName: z.string(),
      intent: z.string().describe('What it was taken for; "": for nothing'),
      intentName: z.string(),
      procedures: z.array(procedure),
      count: z.number(),
      lastAt: z.date(),
    }),
  ),
  today: readingSchema.describe("How it is understood now"),
});

const labelSchema = z.object({
  id: z.number(),
  alike: z.string(),
  words: z.string(),
  verdict: z.enum(labelVerdict),
  verdictName: z.string(),
  intent: z.string().nullable(),
  intentName: z.string(),
  procedure: procedure.nullable(),
  by: z.string(),
  at: z.date(),
  isAlias: z.boolean().describe("Whether the words are an alias of the procedure"),
  today: readingSchema,
});

export const listQuerySchema = z.object({
  view: z.enum(["open", "labelled"]).catch("open"),
  kind: z.enum(missedKinds).exclude(["offered"]).nullable().catch(null),
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

export const listSchema = z.object({
  view: z.enum(["open", "labelled"]),
  kind: z.string().nullable(),
  from: z.number(),
  next: z.number().nullable().describe("Send it as `from` for more"),
  sentences: z.array(sentenceSchema),
  labels: z.array(labelSchema),
});

export const oneQuerySchema = z.object({ alike: z.string().max(1_000).catch("") });

export const oneSchema = z.object({
  sentence: sentenceSchema.nullable().describe("null: older than 30 days, only its label is left"),
  label: labelSchema.nullable(),
  tried: z
    .object({ sentence: z.string(), isTried: z.boolean() })
    .extend(readingSchema.shape)
    .nullable(),
});

export const labelBodySchema = z.object({
  alike: z.string().min(1, "Thiếu câu").max(1_000),
  verdict: z
    .enum(["meant", "alias", "out_of_scope", "discarded"], { error: "Chọn một việc" })
    .describe('"alias": meant, and the words become an alias of the procedure'),
  procedure: z.string().max(100).optional(),
  intent: z.union([z.literal(""), z.enum(intents)], { error: "Không có ý này" }).optional(),
});

export const unlabelBodySchema = labelBodySchema.pick({ alike: true });
export const labelledSchema = z.object({ id: z.number() });

const trainingSentence = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.enum(intents),
  procedures: z.array(z.string()),
});
export const trainingSchema = z.object({
  meta: z.object({ compiled: z.string(), note: z.string() }),
  sentences: z.array(trainingSentence),
});
export type TrainingFile = z.infer<typeof trainingSchema>;
