import { z } from "zod";

/** Zalo's limits, separate from those of src/, so that a mistake there shows here. */
const maxText = 2_000;
const maxButtons = 5;
const maxTitle = 100;
const maxPayload = 1_000;

const id = z.string().regex(/^[\w-]+$/);
const title = z.string().min(1);
const button = z.discriminatedUnion("type", [
  z.strictObject({
    title,
    type: z.enum(["oa.query.show", "oa.query.hide"]),
    payload: z.string().min(1),
  }),
  z.strictObject({
    title,
    type: z.literal("oa.open.url"),
    payload: z.strictObject({ url: z.url() }),
  }),
  z.strictObject({
    title,
    type: z.literal("oa.open.phone"),
    payload: z.strictObject({ phone_code: z.string().regex(/^84\d+$/) }),
  }),
]);
const sendBody = z.strictObject({
  recipient: z.union([
    z.strictObject({ user_id: id }),
    z.strictObject({ anonymous_id: id, conversation_id: id }),
  ]),
  message: z.strictObject({
    text: z.string().min(1),
    attachment: z
      .strictObject({
        type: z.literal("template"),
        payload: z.strictObject({
          buttons: z.array(button).min(1),
        }),
      })
      .optional(),
  }),
});

export interface SentMessage {
  readonly user: string;
  readonly isAnonymous: boolean;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

/** Reads the message, or returns the code with which Zalo refuses it. */
export function readMessage(body: unknown): SentMessage | number {
  const parsed = sendBody.safeParse(body);
  if (!parsed.success) return -201;
  const { recipient, message } = parsed.data;
  const buttons = (message.attachment?.payload.buttons ?? []).map(toSent);
  const isOver =
    message.text.length > maxText ||
    message.text !== message.text.normalize("NFC") ||
    buttons.length > maxButtons ||
    buttons.some(({ title, payload }) => title.length > maxTitle || payload.length > maxPayload);
  if (isOver) return -210;
  const isAnonymous = "anonymous_id" in recipient;
  const user = isAnonymous ? recipient.anonymous_id : recipient.user_id;
  return { user, isAnonymous, text: message.text, buttons };
}

function toSent({ title, type, payload }: z.infer<typeof button>): SentMessage["buttons"][number] {
  if (type === "oa.open.url") return { title, payload: payload.url };
  return { title, payload: type === "oa.open.phone" ? `tel:+${payload.phone_code}` : payload };
}
