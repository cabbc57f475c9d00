import { z } from "zod";

/**
 * Schemas of Zalo's events (docs/platforms/zalo.md, "Events"), as far as we read them. Ids are above 2^53: one that JSON
 * carries as a number is damaged already, so only strings are accepted.
 */

const id = z.string().regex(/^[\w-]{1,128}$/);
const messageId = z.string().min(1).max(256);
const party = z.object({ id, admin_id: z.string().min(1).optional() });

/** The latest time that a Date can hold. */
const maxTime = 8.64e15;
const timestamp = z
  .union([z.string().regex(/^\d{1,16}$/), z.int().nonnegative()])
  .transform(Number)
  .pipe(z.number().max(maxTime));

export const zaloEventSchema = z.object({
  event_name: z.string().min(1).max(100),
  timestamp,
  oa_id: id.optional(),
  oaId: id.optional(),
  user_id: id.optional(),
  msg_id: messageId.optional(),
  sender: party.optional(),
  recipient: party.optional(),
  follower: party.optional(),
  message: z
    .object({
      msg_id: messageId.optional(),
      msg_ids: z.array(messageId).max(1000).optional(),
      tracking_id: z.string().optional(),
      conversation_id: id.optional(),
      text: z.string().optional(),
      attachments: z.array(z.unknown()).optional(),
    })
    .optional(),
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
