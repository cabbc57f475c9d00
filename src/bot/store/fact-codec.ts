import { z } from "zod";
import { parseJsonOrUndefined } from "./turn-codec.ts";
import type { TurnFact } from "./turn-store.ts";

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
}) satisfies z.ZodType<TurnFact>;

/** Returns a fact as Redis stores it until it is recorded in the database. */
export function encodeFact(fact: TurnFact): string {
  return JSON.stringify(fact);
}

/** Returns null if the text has a shape that this version does not know. */
export function decodeFact(json: string): TurnFact | null {
  return factSchema.safeParse(parseJsonOrUndefined(json)).data ?? null;
}
