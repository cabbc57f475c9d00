import { z } from "zod";
import type { PointCards } from "../../wording/message.ts";

const position = z.object({ lat: z.number(), lon: z.number() });

const card = z.object({
  id: z.string(),
  name: z.string(),
  status: z.object({ kind: z.enum(["open", "closed", "unknown"]), words: z.string() }),
  reason: z.string(),
  address: z.string(),
  phone: z.object({ label: z.string(), number: z.string() }).nullable(),
  directions: z.string().nullable(),
  position: position.extend({ isRough: z.boolean() }).nullable(),
});

/** The cards of a stored text. */
export const cardsSchema = z.object({
  head: z.string(),
  points: z.array(card),
  from: position.nullable(),
  words: z.object({
    call: z.string(),
    directions: z.string(),
    details: z.string(),
    you: z.string(),
    north: z.string(),
    sketch: z.string(),
  }),
}) satisfies z.ZodType<PointCards>;
