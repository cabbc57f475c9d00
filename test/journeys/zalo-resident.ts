import { setTimeout as sleep } from "node:timers/promises";
import type { Service } from "../../src/service.ts";
import { type EventOptions, events } from "../platforms/zalo/events.ts";
import type { LedgerEntry } from "../platforms/zalo/ledger.ts";
import { signedWebhook } from "../platforms/zalo/sign.ts";
import type { StandIn } from "../platforms/zalo/stand-in.ts";

const patienceMs = 10_000;
/** Replies are sent one after another, some milliseconds apart: then it is quiet. */
const quietMs = 150;
let residents = 0;

/** One person on Zalo: what they do goes in at the webhook, what they read is what the stand-in accepted. */
export class ZaloResident {
  readonly user: string;
  readonly #service: Service;
  readonly #standIn: StandIn;
  readonly #now: () => Date;
  #read = 0;

  constructor(service: Service, standIn: StandIn, now: () => Date) {
    residents += 1;
    this.user = `10000000000000${String(residents).padStart(5, "0")}`;
    this.#service = service;
    this.#standIn = standIn;
    this.#now = now;
  }

  /** Everything sent to this person so far. */
  get entries(): readonly LedgerEntry[] {
    return this.#standIn.ledger.entries.filter(({ user }) => user === this.user);
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
    const question = this.entries.findLast(({ buttons }) => buttons.length > 0);
    const button = question?.buttons.find((one) => one.title === title);
    if (typeof button?.payload === "string") return button.payload;
    throw new Error(
      `no button "${title}": ${question?.buttons.map((one) => one.title).join(" | ")}`,
    );
  }

  /** The next message with these words, from where reading ended before. */
  async read(words: string | RegExp): Promise<LedgerEntry> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const unread = this.entries.slice(this.#read);
      const found = unread.findIndex(({ text }) =>
        typeof words === "string" ? text.includes(words) : words.test(text),
      );
      const entry = unread[found];
      if (entry !== undefined) {
        this.#read += found + 1;
        return entry;
      }
      await sleep(5);
    }
    const heard = this.entries.slice(this.#read).map(({ text }) => text);
    throw new Error(`nobody said ${words}, but: ${heard.join("\n---\n")}`);
  }

  /** Texts sent since the last one that was read, once nothing more comes. */
  async rest(): Promise<string[]> {
    for (let before = -1; before !== this.entries.length; ) {
      before = this.entries.length;
      await sleep(quietMs);
    }
    const rest = this.entries.slice(this.#read).map(({ text }) => text);
    this.#read = this.entries.length;
    return rest;
  }
}
