import type { Language } from "../catalog/language.ts";
import type { ChoiceOption, Message } from "../wording/message.ts";
import { notificationQuestion } from "../wording/notification.ts";
import type { SendResult } from "./sender.ts";

/** The routes by which a message that is no reply may reach a person. */
export const pushRouteNames = [
  /** Free text in the chat, while the platform's sending window is open. */
  "zalo-chat",
  "messenger-chat",
  /** A template that the platform has approved, sent to the account or to a phone. */
  "zalo-template",
  "zalo-template-phone",
  "messenger-template",
  "sms",
  "email",
] as const;
export type PushRouteName = (typeof pushRouteNames)[number];

export interface PushAddress {
  /** Our account on the platform; "" if the route has none. */
  readonly account: string;
  /** A user's id, a phone or an e-mail address, depending on the route. */
  readonly to: string;
}

/** The message to push, in the forms that the routes need. Nothing in it may be logged. */
export interface PushMessage {
  readonly subject: string;
  readonly text: string;
  /** What only a chat adds: a question, or "", and buttons, each labelled with the words to type instead. */
  readonly inChat?: { readonly ask: string; readonly taps: readonly ChoiceOption[] } | null;
  /** One or two sentences, for routes that charge by the character. */
  readonly short: string;
  /** The values for the parameters of approved templates. */
  readonly parameters: Readonly<Record<string, string>>;
  /** One of them that must appear: a template without it cannot be used. */
  readonly requiredParameter?: string;
  readonly language: Language;
  /** Our id, the same for every try of one delivery: a platform may recognise a repeated try by it. */
  readonly id: string;
}

/** Renders the message as a chat shows it. */
export function renderChatMessage({ text, inChat, language }: PushMessage): Message {
  const spoken = language === "en" ? { language } : {};
  if (!inChat) return { type: "text", text, ...spoken };
  const { ask, taps } = inChat;
  const asking = ask === "" ? text : `${text}\n\n${ask}`;
  return { type: "choice", question: notificationQuestion, text: asking, options: taps, ...spoken };
}

/** One route, ready to send. Never rejects. After `rejected` this route cannot deliver it, but the next one may. */
export interface PushRoute {
  /** The account whose replies share the pace of this route; null if it is not paced. */
  readonly paceKey: string | null;
  send(address: PushAddress, message: PushMessage): Promise<SendResult>;
}

export type PushRoutes = Readonly<Partial<Record<PushRouteName, PushRoute>>>;
