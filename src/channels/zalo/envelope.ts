import { z } from "zod";
import { nullableField, optionalField } from "../json-fields.ts";

/**
 * Schemas of Zalo's events (docs/platforms/zalo.md, "Events"), as far as we read them. Ids are above 2^53: one that JSON
 * carries as a number is damaged already, so only strings are accepted.
 */

const id = z.string().regex(/^[\w-]{1,128}$/);
const messageId = z.string().min(1).max(256);
const party = z.object({ id, admin_id: optionalField(z.string().min(1)) });

/** The latest time that a Date can hold. */
const maxTime = 8.64e15;
const timestamp = z
  .union([z.string().regex(/^\d{1,16}$/), z.int().nonnegative()])
  .transform(Number)
  .pipe(z.number().max(maxTime));

export const zaloEventSchema = z.object({
  event_name: z.string().min(1).max(100),
  timestamp,
  oa_id: nullableField(id),
  oaId: nullableField(id),
  user_id: nullableField(id),
  msg_id: optionalField(messageId),
  sender: nullableField(party),
  recipient: nullableField(party),
  follower: nullableField(party),
  message: nullableField(
    z.object({
      msg_id: optionalField(messageId),
      msg_ids: optionalField(z.array(messageId).max(1000)),
      tracking_id: optionalField(z.string()),
      conversation_id: optionalField(id),
      text: optionalField(z.string()),
      attachments: optionalField(z.array(z.unknown())),
    }),
  ),
});
export type ZaloEvent = z.infer<typeof zaloEventSchema>;

const degrees = (limit: number) =>
  z
    .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/)])
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));

const locationAttachment = z.object({
  type: z.literal("location"),
  payload: z.object({
    coordinates: z.object({ latitude: degrees(90), longitude: degrees(180) }),
  }),
});

/** Reads a shared location; null if there is none. Coordinates come as strings or as numbers. */
export function readZaloCoordinates({ message }: ZaloEvent): { lat: number; lon: number } | null {
  for (const attachment of message?.attachments ?? []) {
    const parsed = locationAttachment.safeParse(attachment);
    if (!parsed.success) continue;
    const { latitude, longitude } = parsed.data.payload.coordinates;
    return { lat: latitude, lon: longitude };
  }
  return null;
}
