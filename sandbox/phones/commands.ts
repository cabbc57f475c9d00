import { z } from "zod";

/** The commands that the page sends for a phone. */

export const faultNames = ["token", "rate", "timeout"] as const;
export type FaultName = (typeof faultNames)[number];

const index = z.int().nonnegative();

export const commandSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("text"), text: z.string().trim().min(1).max(2_000) }),
  /** A button of a message, counted from 0 in the order in which it is drawn. */
  z.strictObject({ do: z.literal("tap"), line: index, button: index }),
  /** An entry of the app's own menu. */
  z.strictObject({ do: z.literal("menu"), item: index }),
  z.strictObject({ do: z.literal("location"), place: z.string().max(200) }),
  z.strictObject({ do: z.literal("sticker") }),
  z.strictObject({ do: z.literal("follow") }),
  z.strictObject({ do: z.literal("unfollow") }),
  /** Delivers the latest webhook again, unchanged. */
  z.strictObject({ do: z.literal("redeliver") }),
  /** A person of the office answers instead of the bot. */
  z.strictObject({ do: z.literal("person") }),
  /** Injects this fault into the service's next message. null: none. */
  z.strictObject({ do: z.literal("fault"), fault: z.enum(faultNames).nullable() }),
  /** A new user takes the phone. */
  z.strictObject({ do: z.literal("restart") }),
]);
export type Command = z.infer<typeof commandSchema>;
