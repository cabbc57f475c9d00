import { type EventOptions, events } from "../platforms/zalo/events.ts";
import type { LedgerEntry } from "../platforms/zalo/ledger.ts";
import { signedWebhook } from "../platforms/zalo/sign.ts";
import type { StandIn } from "../platforms/zalo/stand-in.ts";
import type { Served } from "./open-service.ts";
import { Reader } from "./reader.ts";

let residents = 0;

/** One person on Zalo. Acts through the webhook, and reads what the stand-in for Zalo accepted. */
export class ZaloResident extends Reader<LedgerEntry> {
  readonly #service: Served;
  readonly #now: () => Date;

  constructor(service: Served, standIn: StandIn, now: () => Date) {
    residents += 1;
    super(`10000000000000${String(residents).padStart(5, "0")}`, standIn.ledger);
    this.#service = service;
    this.#now = now;
  }

  /** Options for an event that this person causes now. */
  get self(): EventOptions & { readonly user: string; readonly at: number } {
    return { user: this.user, at: this.#now().getTime() };
  }

  /** Posts an event of Zalo's. Returns the HTTP status of the answer. */
  async post(event: object): Promise<number> {
    const request = { method: "POST", url: "/webhooks/zalo", ...signedWebhook(event) } as const;
    return (await this.#service.app.inject(request)).statusCode;
  }

  /** Posts the event, then reads until a message contains the words. */
  async hear(words: string | RegExp, event: object): Promise<LedgerEntry> {
    const status = await this.post(event);
    if (status !== 200) throw new Error(`the webhook was answered ${status}`);
    return this.read(words);
  }

  say(text: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.hear(words, events.text(text, this.self));
  }

  /** Taps the button with this title under the latest question. */
  tap(title: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.say(this.payload(title), words);
  }

  payload(title: string): string {
    return this.button(title).payload;
  }
}
