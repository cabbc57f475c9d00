import type { Message } from "../wording/message.ts";

/** Sends one message to one person with one call of the platform's API. Never rejects. */
export interface ChannelSender {
  /** `id` is our own id of this message, the same at each try. */
  send(to: Addressee, message: Message, id: string): Promise<SendResult>;
}

export interface Addressee {
  readonly account: string;
  readonly user: string;
}

/** The outcome of a send, which decides what the outbox does. `reason` is for operators and holds no text or names. */
export type SendResult =
  | { readonly outcome: "sent"; readonly platformId: string | null; readonly quota?: QuotaLeft }
  /** Certainly not delivered, and worth a retry; `maxTries` is given if more tries than that are useless. */
  | { readonly outcome: "retry"; readonly reason: string; readonly maxTries?: number }
  /** The platform asks us to slow down: every send of this account waits. */
  | { readonly outcome: "rate-limited"; readonly reason: string; readonly ms: number }
  /** Perhaps delivered: the answer never came. It is sent once more and counted as ambiguous. */
  | { readonly outcome: "unknown"; readonly reason: string }
  /** Will never be delivered: it becomes a dead letter with its reason. */
  | { readonly outcome: "rejected"; readonly reason: string; readonly isQuotaUsedUp?: boolean }
  /** Nothing of this account can be sent until a person acts: messages stay queued, and an operator is alerted. */
  | {
      readonly outcome: "account-blocked";
      readonly reason: string;
      readonly isQuotaUsedUp?: boolean;
    };

/** What is left of a quota after a send, as the platform says. `name` is the platform's name for it. */
export interface QuotaLeft {
  readonly name: string;
  readonly remaining: number;
}

/** The time limit of a call to a platform; the leases of the outbox must be longer. */
export const sendTimeoutMs = 5_000;
