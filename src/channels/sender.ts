import type { Message } from "../wording/message.ts";

/** How a channel sends one message to one person: one call of the platform's API. Never rejects. */
export interface ChannelSender {
  /** `id` is our own for this reply, the same at each try. */
  send(to: Addressee, message: Message, id: string): Promise<SendResult>;
}

export interface Addressee {
  readonly account: string;
  readonly user: string;
}

/** What became of a send, and so what the outbox does with it. `reason` is for operators: no text, no names. */
export type SendResult =
  | { readonly outcome: "sent"; readonly platformId: string | null; readonly quota?: QuotaLeft }
  /** Certainly not delivered, and worth trying again; `maxTries` where more than so many are in vain. */
  | { readonly outcome: "retry"; readonly reason: string; readonly maxTries?: number }
  /** The platform asks us to slow down: every send of this account waits. */
  | { readonly outcome: "rate-limited"; readonly reason: string; readonly ms: number }
  /** Perhaps delivered: the answer never came. Sent once more, and counted. */
  | { readonly outcome: "unknown"; readonly reason: string }
  /** Will never be delivered: parked with its reason. */
  | { readonly outcome: "rejected"; readonly reason: string; readonly isQuotaUsedUp?: boolean }
  /** Nothing of this account can be sent until a person acts: entries stay, the operator is told. */
  | {
      readonly outcome: "account-blocked";
      readonly reason: string;
      readonly isQuotaUsedUp?: boolean;
    };

/** What a platform says is left of a quota after a send. `name` is the platform's own. */
export interface QuotaLeft {
  readonly name: string;
  readonly remaining: number;
}

/** A call of a platform may take this long; a lease must outlive it. */
export const sendTimeoutMs = 5_000;
