import { setTimeout as sleep } from "node:timers/promises";

const timeoutMs = 10_000;
/** Replies follow each other within milliseconds. If none comes for this long, none is left. */
const quietMs = 250;

interface Entry {
  readonly user: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

/** Reads one person's messages from a stand-in's ledger, in order. */
export class Reader<LedgerEntry extends Entry> {
  readonly user: string;
  readonly #ledger: { readonly entries: readonly LedgerEntry[] };
  #read = 0;

  constructor(user: string, ledger: { readonly entries: readonly LedgerEntry[] }) {
    this.user = user;
    this.#ledger = ledger;
  }

  /** All messages to this person so far. */
  get entries(): readonly LedgerEntry[] {
    return this.#ledger.entries.filter(({ user }) => user === this.user);
  }

  /** Returns the button with this title under the latest question. */
  button(title: string): LedgerEntry["buttons"][number] {
    const question = this.entries.findLast(({ buttons }) => buttons.length > 0);
    const button = question?.buttons.find((one) => one.title === title);
    if (button !== undefined) return button;
    const offered = question?.buttons.map((one) => one.title).join(" | ");
    throw new Error(`no button "${title}": ${offered}`);
  }

  /** Waits for the next unread message with these words. Skips the messages before it. */
  async read(words: string | RegExp): Promise<LedgerEntry> {
    const until = performance.now() + timeoutMs;
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
    const unread = this.entries.slice(this.#read).map(({ text }) => text);
    throw new Error(`no message contains ${words}, unread are: ${unread.join("\n---\n")}`);
  }

  /** Waits until no more messages come. Returns the texts of all unread messages. */
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
