import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 10_000;
/** Replies are sent one after another, some milliseconds apart: then it is quiet. */
const quietMs = 150;

interface Entry {
  readonly user: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

/** Reads what a stand-in's ledger holds for one person, in order. */
export class Reader<LedgerEntry extends Entry> {
  readonly user: string;
  readonly #ledger: { readonly entries: readonly LedgerEntry[] };
  #read = 0;

  constructor(user: string, ledger: { readonly entries: readonly LedgerEntry[] }) {
    this.user = user;
    this.#ledger = ledger;
  }

  /** Everything sent to this person so far. */
  get entries(): readonly LedgerEntry[] {
    return this.#ledger.entries.filter(({ user }) => user === this.user);
  }

  /** The button with that title under the latest question. */
  button(title: string): LedgerEntry["buttons"][number] {
    const question = this.entries.findLast(({ buttons }) => buttons.length > 0);
    const button = question?.buttons.find((one) => one.title === title);
    if (button !== undefined) return button;
    const offered = question?.buttons.map((one) => one.title).join(" | ");
    throw new Error(`no button "${title}": ${offered}`);
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
