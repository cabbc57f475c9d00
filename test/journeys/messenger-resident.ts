import type { Service } from "../../src/app/app.ts";
import { type UpdateOptions, updates, webhookOf } from "../platforms/messenger/events.ts";
import type { LedgerEntry } from "../platforms/messenger/ledger.ts";
import { signedWebhook } from "../platforms/messenger/sign.ts";
import type { MetaStandIn } from "../platforms/messenger/stand-in.ts";
import { Reader } from "./reader.ts";

let residents = 0;

/** One person on Messenger. Acts through the webhook, and reads what the stand-in for Meta accepted. */
export class MessengerResident extends Reader<LedgerEntry> {
  readonly #service: Service;
  readonly #now: () => Date;

  constructor(service: Service, standIn: MetaStandIn, now: () => Date) {
    residents += 1;
    super(`5000000000${String(residents).padStart(6, "0")}`, standIn.ledger);
    this.#service = service;
    this.#now = now;
  }

  /** Options for an update that this person causes now. */
  get self(): UpdateOptions & { readonly user: string; readonly at: number } {
    return { user: this.user, at: this.#now().getTime() };
  }

  /** Posts these updates in one webhook. Returns the HTTP status of the answer. */
  async post(...items: readonly object[]): Promise<number> {
    const signed = signedWebhook(webhookOf(items));
    const request = { method: "POST", url: "/webhooks/messenger", ...signed } as const;
    return (await this.#service.app.inject(request)).statusCode;
  }

  /** Posts the update, then reads until a message contains the words. */
  async hear(words: string | RegExp, update: object): Promise<LedgerEntry> {
    const status = await this.post(update);
    if (status !== 200) throw new Error(`the webhook was answered ${status}`);
    return this.read(words);
  }

  say(text: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.hear(words, updates.text(text, this.self));
  }

  /** Taps the button or quick reply with this title under the latest question. */
  tap(title: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.hear(words, this.tapOn(title));
  }

  tapOn(title: string): object {
    const { kind, payload } = this.button(title);
    return kind === "quick_reply"
      ? updates.quickReply(title, payload, this.self)
      : updates.postback(payload, { ...this.self, title });
  }
}
