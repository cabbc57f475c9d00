import { z } from "zod";
import { nullableField, optionalField } from "../json-fields.ts";

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

const referral = z.object({ ref: optionalField(z.string().max(2_083)) });
const party = z.object({ id: nullableField(id) });

const list = z.array(z.unknown()).max(10_000);

export const webhookSchema = z.object({ object: z.string(), entry: list });

/** One element of `entry`. A damaged one costs no other. */
export const entrySchema = z.object({
  id,
  time: optionalField(timestamp),
  messaging: optionalField(list),
  standby: optionalField(list),
  changes: optionalField(list),
});

/** One element of `messaging` or `standby`. Kinds that need no turn are recognised by their name alone. */
export const updateSchema = z.object({
  sender: nullableField(party),
  recipient: nullableField(party),
  timestamp: optionalField(timestamp),
  message: nullableField(
    z.object({
      mid: nullableField(mid),
      text: optionalField(z.string()),
      is_echo: nullableField(z.boolean()),
      is_deleted: nullableField(z.boolean()),
      metadata: optionalField(z.string().max(1_000)),
      quick_reply: optionalField(z.object({ payload: z.string().max(1_000) })),
      attachments: optionalField(z.array(z.unknown()).max(100)),
      referral: optionalField(referral),
    }),
  ),
  postback: nullableField(
    z.object({
      mid: optionalField(mid),
      payload: optionalField(z.string().max(1_000)),
      referral: optionalField(referral),
    }),
  ),
  referral: nullableField(referral),
  optin: nullableField(referral),
  delivery: nullableField(
    z.object({
      mids: optionalField(z.array(mid).max(1_000)),
      watermark: optionalField(timestamp),
    }),
  ),
  read: nullableField(z.object({ watermark: timestamp })),
  policy_enforcement: nullableField(z.object({ action: z.string().max(50) })),
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
  payload: optionalField(
    z.object({ sticker_id: optionalField(z.union([z.string(), z.number()])) }),
  ),
});

/** Reads the kind of the first attachment that has one. Before August 2026, a sticker came as an image. */
export function readAttachmentKind(attachments: readonly unknown[]): string | null {
  for (const each of attachments) {
    const found = attachment.safeParse(each).data;
    if (found !== undefined)
      return found.payload?.sticker_id === undefined ? found.type : "sticker";
  }
  return null;
}
