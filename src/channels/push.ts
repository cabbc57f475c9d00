import type { Language } from "../catalog/language.ts";
import type { ChoiceOption, Message } from "../wording/message.ts";
import { notificationQuestion } from "../wording/notification.ts";
import type { SendResult } from "./sender.ts";

/** The ways by which something unasked-for may reach a person. */
export const pushRouteNames = [
  /** Free text in the chat, while the platform's window is open. */
  "zalo-chat",
  "messenger-chat",
  /** A template that the platform has approved: to the account, or to a phone. */
  "zalo-template",
  "zalo-template-phone",
  "messenger-template",
  "sms",
  "email",
] as const;
export type PushRouteName = (typeof pushRouteNames)[number];

export interface PushAddress {
  /** Our account there; "" where the route has none. */
  readonly account: string;
  /** A user's id, a phone or an e-mail address, as the route wants it. */
  readonly to: string;
}

/** What is pushed, in the forms that routes take. Nothing in it goes to a log. */
export interface PushMessage {
  readonly subject: string;
  readonly text: string;
  /** What only a chat adds: a question, or "", and buttons, each of which says in words what else to type. */
  readonly inChat?: { readonly ask: string; readonly taps: readonly ChoiceOption[] } | null;
  /** For channels that charge by the character, and show no more: one or two sentences. */
  readonly short: string;
  /** What an approved template may have as its parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** One of them that must be said: a template without it will not do. */
  readonly requiredParameter?: string;
  readonly language: Language;
  /** Ours, the same for every try of one delivery: for platforms that know it from a try before. */
  readonly id: string;
}

/** As a chat shows it. */
export function renderChatMessage({ text, inChat, language }: PushMessage): Message {
  const spoken = language === "en" ? { language } : {};
  if (!inChat) return { type: "text", text, ...spoken };
  const { ask, taps } = inChat;
  const asking = ask === "" ? text : `${text}\n\n${ask}`;
  return { type: "choice", question: notificationQuestion, text: asking, options: taps, ...spoken };
}

/** One route, ready to send. Never rejects. `rejected` says that this route will not carry it: the next one may. */
export interface PushRoute {
  /** Paced with the replies of this account; null: not paced. */
  readonly paceKey: string | null;
  send(address: PushAddress, message: PushMessage): Promise<SendResult>;
}

export type PushRoutes = Readonly<Partial<Record<PushRouteName, PushRoute>>>;
