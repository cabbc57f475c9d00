import type { Service } from "../../src/app/app.ts";
import { type EventOptions, events } from "../platforms/zalo/events.ts";
import type { LedgerEntry } from "../platforms/zalo/ledger.ts";
import { signedWebhook } from "../platforms/zalo/sign.ts";
import type { StandIn } from "../platforms/zalo/stand-in.ts";
import { Reader } from "./reader.ts";

let residents = 0;

/** One person on Zalo: what they do goes in at the webhook, what they read is what the stand-in accepted. */
export class ZaloResident extends Reader<LedgerEntry> {
  readonly #service: Service;
  readonly #now: () => Date;

  constructor(service: Service, standIn: StandIn, now: () => Date) {
    residents += 1;
    super(`10000000000000${String(residents).padStart(5, "0")}`, standIn.ledger);
    this.#service = service;
    this.#now = now;
  }

  /** As Zalo would say it: by this person, now. */
  get self(): EventOptions & { readonly user: string; readonly at: number } {
    return { user: this.user, at: this.#now().getTime() };
  }

  /** Posts an event of Zalo's, and returns the status of the answer. */
  async post(event: object): Promise<number> {
    const request = { method: "POST", url: "/webhooks/zalo", ...signedWebhook(event) } as const;
    return (await this.#service.app.inject(request)).statusCode;
  }

  /** Does something, and reads on until the words are there. */
  async hear(words: string | RegExp, event: object): Promise<LedgerEntry> {
    const status = await this.post(event);
    if (status !== 200) throw new Error(`the webhook was answered ${status}`);
    return this.read(words);
  }

  say(text: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.hear(words, events.text(text, this.self));
  }

  /** Taps a button of the latest question, by its title. */
  tap(title: string, words: string | RegExp): Promise<LedgerEntry> {
    return this.say(this.payload(title), words);
  }

  payload(title: string): string {
    return this.button(title).payload;
  }
}
