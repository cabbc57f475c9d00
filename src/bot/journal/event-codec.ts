import { z } from "zod";
import type { ChannelEvent, EventPayload } from "../../channels/event.ts";

const payloadSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("choice"), question: z.string(), value: z.string() }),
  z.object({ type: z.literal("location"), lat: z.number(), lon: z.number() }),
  z.object({ type: z.literal("media"), kind: z.string() }),
  z.object({ type: z.literal("follow") }),
  z.object({ type: z.literal("referral"), ref: z.string() }),
  z.object({ type: z.literal("unfollow") }),
  z.object({ type: z.literal("human-replied") }),
  z.object({
    type: z.literal("receipt"),
    kind: z.enum(["delivered", "seen"]),
    messages: z.array(z.string()),
    until: z.iso
      .datetime()
      .transform((at) => new Date(at))
      .exactOptional(),
  }),
  z.object({ type: z.literal("withdrawn") }),
]) satisfies z.ZodType<EventPayload>;

/** The stored form; its member `what` is the event's payload. */
const eventSchema = z
  .object({
    channel: z.enum(["zalo", "messenger"]),
    account: z.string(),
    user: z.string(),
    id: z.string(),
    at: z.iso.datetime().transform((at) => new Date(at)),
    what: payloadSchema,
  })
  .transform(({ what: payload, ...event }) => ({
    ...event,
    payload,
  })) satisfies z.ZodType<ChannelEvent>;

export function encodeEvent({ payload: what, ...event }: ChannelEvent): string {
  return JSON.stringify({ ...event, what });
}

/** Throws ZodError or SyntaxError if the text has a shape that this version does not know. */
export function decodeEvent(json: string): ChannelEvent {
  return eventSchema.parse(JSON.parse(json));
}
