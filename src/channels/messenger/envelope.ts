import { z } from "zod";

/** Schemas of Meta's webhooks (docs/platforms/messenger.md, "Webhook delivery" and "Updates"), as far as we read them. */

const id = z.string().regex(/^[\w-]{1,128}$/);
const mid = z.string().min(1).max(512);

/** The latest time that a Date can hold. */
const maxTime = 8.64e15;
/** Some events carry seconds: every time in milliseconds since 2001 is larger than this. */
const minMilliseconds = 1e12;
/** Milliseconds since the epoch, from seconds or milliseconds, as a number or its digits. */
const timestamp = z
  .union([z.number().nonnegative(), z.string().regex(/^\d{1,16}$/)])
  .transform(Number)
  .transform((time) => Math.floor(time < minMilliseconds ? time * 1000 : time))
  .pipe(z.number().max(maxTime));

const referral = z.object({ ref: z.string().max(2_083).optional() });
const party = z.object({ id: id.optional() });

const list = z.array(z.unknown()).max(10_000);

export const webhookSchema = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id,
      time: timestamp.optional().catch(undefined),
      messaging: list.optional(),
      standby: list.optional(),
      changes: list.optional(),
    }),
  ),
});

/** One element of `messaging` or `standby`. Kinds that need no turn are recognised by their name alone. */
export const updateSchema = z.object({
  sender: party.optional(),
  recipient: party.optional(),
  timestamp: timestamp.optional(),
  message: z
    .object({
      mid,
      text: z.string().optional(),
      is_echo: z.boolean().optional(),
      is_deleted: z.boolean().optional(),
      metadata: z.string().max(1_000).optional(),
      quick_reply: z.object({ payload: z.string().max(1_000) }).optional(),
      attachments: z.array(z.unknown()).max(100).optional(),
    })
    .optional(),
  postback: z
    .object({
      mid: mid.optional(),
      payload: z.string().max(1_000).optional(),
      referral: referral.optional(),
    })
    .optional(),
  referral: referral.optional(),
  delivery: z
    .object({ mids: z.array(mid).max(1_000).optional(), watermark: timestamp.optional() })
    .optional(),
  read: z.object({ watermark: timestamp }).optional(),
  policy_enforcement: z.object({ action: z.string().max(50) }).optional(),
});
export type MessengerUpdate = z.infer<typeof updateSchema>;

const degrees = (limit: number) =>
  z
    .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/)])
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));

const location = z.object({
  type: z.literal("location"),
  payload: z.object({ coordinates: z.object({ lat: degrees(90), long: degrees(180) }) }),
});

/** Reads a shared location; null if there is none. Only older apps share locations. */
export function readMessengerCoordinates(
  attachments: readonly unknown[],
): { readonly lat: number; readonly lon: number } | null {
  for (const attachment of attachments) {
    const found = location.safeParse(attachment).data?.payload.coordinates;
    if (found !== undefined) return { lat: found.lat, lon: found.long };
  }
  return null;
}

const attachment = z.object({
  type: z.string().min(1).max(50),
  payload: z
    .object({ sticker_id: z.union([z.string(), z.number()]).optional() })
    .nullish()
    .catch(undefined),
});

/** Reads the kind of the first attachment. Before August 2026, a sticker came as an image. */
export function readAttachmentKind(attachments: readonly unknown[]): string | null {
  const first = attachment.safeParse(attachments[0]).data;
  if (first === undefined) return null;
  return first.payload?.sticker_id === undefined ? first.type : "sticker";
}
