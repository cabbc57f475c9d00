import { z } from "zod";
import type { SentButton } from "./ledger.ts";

/** Messenger's limits, separate from those of src/, so that a mistake there shows here. */

const composed = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text === text.normalize("NFC"));
const title = composed(20);
const payload = z.string().min(1).max(1_000);

const button = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("postback"), title, payload }),
  z.strictObject({ type: z.literal("web_url"), title, url: z.url() }),
  z.strictObject({ type: z.literal("phone_number"), title, payload: z.string().regex(/^\+\d+$/) }),
]);
const quickReply = z.strictObject({ content_type: z.literal("text"), title, payload });

const template = z.discriminatedUnion("template_type", [
  z.strictObject({
    template_type: z.literal("button"),
    text: composed(640),
    buttons: z.array(button).min(1).max(3),
  }),
  z.strictObject({
    template_type: z.literal("generic"),
    elements: z
      .array(
        z
          .strictObject({
            title: composed(80),
            subtitle: composed(80).optional(),
            buttons: z.array(button).min(1).max(3).optional(),
          })
          .refine(({ subtitle, buttons }) => subtitle !== undefined || buttons !== undefined),
      )
      .min(1)
      .max(10),
  }),
  z.looseObject({ template_type: z.literal("utility_messages"), name: z.string() }),
]);

const metadata = z.string().max(999).optional();
const quick_replies = z.array(quickReply).min(1).max(13).optional();
const message = z.union([
  z.strictObject({ text: composed(1_999), quick_replies, metadata }),
  z.strictObject({
    attachment: z.strictObject({ type: z.literal("template"), payload: template }),
    quick_replies,
    metadata,
  }),
  z.strictObject({ template: z.looseObject({ name: z.string() }), metadata }),
]);
type Message = z.infer<typeof message>;

const sendBody = z.strictObject({
  recipient: z.strictObject({ id: z.string().regex(/^[\w-]+$/) }),
  messaging_type: z.enum(["RESPONSE", "UPDATE", "UTILITY"]).optional(),
  message,
});
const actionBody = z.strictObject({
  recipient: z.strictObject({ id: z.string() }),
  sender_action: z.enum(["typing_on", "typing_off", "mark_seen"]),
});

export interface SentMessage {
  readonly user: string;
  readonly messagingType: string;
  /** All the text that a resident reads. */
  readonly text: string;
  readonly buttons: readonly SentButton[];
  readonly metadata: string | null;
  readonly utility: string | null;
}

export type SendRequest =
  | ({ readonly kind: "message" } & SentMessage)
  | { readonly kind: "action"; readonly user: string; readonly action: string }
  /** Code 100. */
  | { readonly kind: "invalid" };

export function readSend(body: unknown): SendRequest {
  const action = actionBody.safeParse(body).data;
  if (action !== undefined) {
    return { kind: "action", user: action.recipient.id, action: action.sender_action };
  }
  const parsed = sendBody.safeParse(body).data;
  if (parsed === undefined) return { kind: "invalid" };
  const { recipient, messaging_type: messagingType = "RESPONSE" } = parsed;
  const utility = utilityOf(parsed.message);
  if ((utility !== null) !== (messagingType === "UTILITY")) return { kind: "invalid" };
  return {
    kind: "message",
    user: recipient.id,
    messagingType,
    ...shownOf(parsed.message),
    metadata: parsed.message.metadata ?? null,
    utility,
  };
}

function utilityOf(sent: Message): string | null {
  if ("template" in sent) return sent.template.name;
  const content = "attachment" in sent ? sent.attachment.payload : null;
  return content?.template_type === "utility_messages" ? content.name : null;
}

function shownOf(sent: Message): Pick<SentMessage, "text" | "buttons"> {
  if ("template" in sent) return { text: `[${sent.template.name}]`, buttons: [] };
  if ("text" in sent) return { text: sent.text, buttons: chipsOf(sent.quick_replies) };
  const content = sent.attachment.payload;
  switch (content.template_type) {
    case "button":
      return { text: content.text, buttons: buttonsOf(content.buttons) };
    case "generic": {
      const lines = [content.elements[0]?.subtitle ?? "", ...content.elements.map((e) => e.title)];
      return {
        text: lines.join("\n"),
        buttons: content.elements.flatMap(({ buttons }) => buttonsOf(buttons ?? [])),
      };
    }
    case "utility_messages":
      return { text: `[${content.name}]`, buttons: [] };
  }
}

function chipsOf(replies: readonly z.infer<typeof quickReply>[] = []): SentButton[] {
  return replies.map((reply) => ({
    title: reply.title,
    payload: reply.payload,
    kind: "quick_reply",
  }));
}

function buttonsOf(buttons: readonly z.infer<typeof button>[]): SentButton[] {
  return buttons.map((one) => ({
    title: one.title,
    payload: one.type === "web_url" ? one.url : one.payload,
    kind: one.type,
  }));
}
