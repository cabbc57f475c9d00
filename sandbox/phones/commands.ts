import { z } from "zod";

/** What can be done at a phone. */

export const faultNames = ["token", "rate", "timeout"] as const;
export type FaultName = (typeof faultNames)[number];

const index = z.int().nonnegative();

export const actSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("text"), text: z.string().trim().min(1).max(2_000) }),
  /** A button of a message, counted from 0 in the order in which it is drawn. */
  z.strictObject({ do: z.literal("tap"), line: index, button: index }),
  /** An entry of the app's own menu. */
  z.strictObject({ do: z.literal("menu"), item: index }),
  z.strictObject({ do: z.literal("location"), place: z.string().max(200) }),
  z.strictObject({ do: z.literal("sticker") }),
  z.strictObject({ do: z.literal("follow") }),
  z.strictObject({ do: z.literal("unfollow") }),
  /** The latest webhook comes once more, as it was. */
  z.strictObject({ do: z.literal("redeliver") }),
  /** Somebody of the office answers by hand. */
  z.strictObject({ do: z.literal("person") }),
  /** The service's next message meets this fault; null: none does. */
  z.strictObject({ do: z.literal("fault"), fault: z.enum(faultNames).nullable() }),
  /** Someone new takes the phone. */
  z.strictObject({ do: z.literal("restart") }),
]);
export type Act = z.infer<typeof actSchema>;
