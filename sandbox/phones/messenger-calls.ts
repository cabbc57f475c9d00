import { z } from "zod";
import type { ApiCall, ApiCallView } from "./app.ts";
import { textBubble } from "./drawings.ts";
import type { Button, Drawing } from "./line.ts";
import { httpErrorNote, metaErrorNote, noAnswerNote } from "./notes.ts";

/** Turns calls to the Graph API into what Messenger shows. */

const limits = { text: 1_999, templateText: 640, buttons: 3, chips: 13, cards: 10 };
const typingAction = "typing_on";

const buttonSchema = z.object({
  type: z.string(),
  title: z.string(),
  payload: z.string().optional(),
  url: z.string().optional(),
});
type SentButton = z.infer<typeof buttonSchema>;

const parameter = z.object({ text: z.string().optional() });
const utility = z.object({
  name: z.string(),
  components: z.array(z.object({ parameters: z.array(parameter).optional() })).optional(),
});
const template = z.discriminatedUnion("template_type", [
  z.object({
    template_type: z.literal("button"),
    text: z.string(),
    buttons: z.array(buttonSchema),
  }),
  z.object({
    template_type: z.literal("generic"),
    elements: z.array(
      z.object({
        title: z.string(),
        subtitle: z.string().default(""),
        buttons: z.array(buttonSchema).default([]),
      }),
    ),
  }),
  utility.extend({ template_type: z.literal("utility_messages") }),
]);
const messageSchema = z.union([
  z.object({
    text: z.string(),
    quick_replies: z.array(z.object({ title: z.string(), payload: z.string() })).default([]),
  }),
  z.object({ attachment: z.object({ payload: template }) }),
  z.object({ template: utility }),
]);
const callSchema = z.object({
  recipient: z.object({ id: z.string().optional() }).optional(),
  sender_action: z.string().optional(),
  message: z.unknown().optional(),
});
const errorSchema = z.object({ error: z.object({ code: z.int() }) });

export function showMessengerCall(call: ApiCall): ApiCallView {
  const { recipient, sender_action, message } = callSchema.safeParse(call.body).data ?? {};
  const drawing = message === undefined ? actionOf(sender_action) : drawingOf(message);
  const note = errorNoteOf(call);
  return {
    user: recipient?.id ?? null,
    name: sender_action ?? (message === undefined ? "Gọi Graph API" : "Gửi tin"),
    drawing: note === null ? drawing : null,
    measure: drawing === null ? null : measureOf(drawing),
    isRefused: note !== null,
    note,
  };
}

function errorNoteOf({ status, answer }: ApiCall) {
  if (status === null) return noAnswerNote;
  const code = errorSchema.safeParse(answer).data?.error.code;
  if (code !== undefined) return metaErrorNote(code);
  return status >= 400 ? httpErrorNote(status) : null;
}

function actionOf(action: string | undefined): Drawing | null {
  return action === typingAction ? { kind: "typing" } : null;
}

function drawingOf(content: unknown): Drawing {
  const message = messageSchema.safeParse(content).data;
  if (message === undefined) return { kind: "other", content };
  if ("text" in message) {
    const chips = message.quick_replies.map((chip, index): Button => {
      const effect = { type: "payload", payload: chip.payload, isChip: true } as const;
      return { index, title: chip.title, effect };
    });
    return { ...textBubble(message.text, "service"), chips };
  }
  if ("template" in message) return templateOf(message.template);
  const { payload } = message.attachment;
  switch (payload.template_type) {
    case "button":
      return { ...textBubble(payload.text, "service"), buttons: payload.buttons.map(buttonOf) };
    case "generic":
      return cardsOf(payload.elements);
    case "utility_messages":
      return templateOf(payload);
  }
}

function cardsOf(
  elements: readonly { title: string; subtitle: string; buttons: readonly SentButton[] }[],
): Drawing {
  let index = 0;
  const cards = elements.map(({ title, subtitle, buttons }) => ({
    title,
    subtitle,
    buttons: buttons.map((button) => buttonOf(button, index++)),
  }));
  return { kind: "cards", cards };
}

function templateOf({ name, components = [] }: z.infer<typeof utility>): Drawing {
  const parameters = components.flatMap((component) => component.parameters ?? []);
  return { kind: "template", name, fields: parameters.flatMap(({ text }) => text ?? []) };
}

function buttonOf({ type, title, payload = "", url = "" }: SentButton, index: number): Button {
  switch (type) {
    case "web_url":
      return { index, title, effect: { type: "open", url } };
    case "phone_number":
      return { index, title, effect: { type: "open", url: `tel:${payload}` } };
    default:
      return { index, title, effect: { type: "payload", payload, isChip: false } };
  }
}

function measureOf(drawing: Drawing): string | null {
  if (drawing.kind === "cards") return `${drawing.cards.length}/${limits.cards} thẻ`;
  if (drawing.kind !== "bubble") return null;
  const { text, buttons, chips } = drawing;
  if (buttons.length > 0) {
    return `${text.length}/${limits.templateText} chữ, ${buttons.length}/${limits.buttons} nút`;
  }
  const letters = `${text.length}/${limits.text} chữ`;
  return chips.length === 0 ? letters : `${letters}, ${chips.length}/${limits.chips} gợi ý`;
}
