import { setTimeout as pause } from "node:timers/promises";
import type { BenchPlatform } from "../platforms/platform.ts";
import { Connection } from "./connection.ts";

/** What a resident writes once, before the measured laps. Its replies are waited for and not measured. */
const opening = "đăng ký khai sinh";
/** Every message of the lap has exactly one reply: four answers by their number, and back to the first question. */
const lap = ["1", "2", "1", "1", "quay lại", "quay lại", "quay lại", "quay lại"] as const;
/** The opening's replies have all come when one has come and no other follows for this time. */
const quietMs = 300;
const pollMs = 20;

/** A turn without a reply after this time counts as lost. */
const maxReplyMs = 10_000;

export class LostReplyError extends Error {
  override readonly name = "LostReplyError";
}

interface ArrivedReply {
  readonly text: string;
  readonly at: number;
}

/** One resident, who answers each reply at once over a connection of their own. */
export class Resident {
  readonly user: string;
  readonly #port: number;
  readonly #platform: BenchPlatform;
  #connection: Connection;
  /** The replies of the first lap: later laps must bring the same. */
  readonly #firstLap: string[] = [];
  #turns = 0;
  #messages = 0;
  #lastReplyAt = 0;
  #resolveReply: ((reply: ArrivedReply) => void) | null = null;
  /** Replies that came when none was due. */
  unasked = 0;
  outOfStep = 0;

  constructor(user: string, port: number, platform: BenchPlatform) {
    this.user = user;
    this.#platform = platform;
    this.#port = port;
    this.#connection = new Connection(port);
  }

  /** Opens the conversation. Waits until no more replies come, because their number is not known. */
  async open(): Promise<void> {
    await this.#post(opening);
    const giveUpAt = performance.now() + maxReplyMs;
    while (performance.now() - this.#lastReplyAt < quietMs || this.unasked === 0) {
      if (performance.now() > giveUpAt) throw new LostReplyError("no reply to the opening");
      await pause(pollMs);
    }
    this.unasked = 0;
  }

  /** Takes one turn. Returns the milliseconds from the POST to the reply's arrival. */
  async takeTurn(): Promise<number> {
    const step = this.#turns % lap.length;
    this.#turns += 1;
    const { promise, resolve, reject } = Promise.withResolvers<ArrivedReply>();
    this.#resolveReply = resolve;
    const timer = setTimeout(
      () => reject(new LostReplyError(`no reply to step ${step}`)),
      maxReplyMs,
    );
    const postedAt = performance.now();
    try {
      const [reply] = await Promise.all([promise, this.#post(lap[step] ?? "")]);
      this.#firstLap[step] ??= reply.text;
      if (this.#firstLap[step] !== reply.text) this.outOfStep += 1;
      return reply.at - postedAt;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Returns the milliseconds until a webhook was acknowledged. Does not wait for the reply. */
  async acknowledgedAfter(): Promise<number> {
    const postedAt = performance.now();
    await this.#post("1");
    return performance.now() - postedAt;
  }

  onReply(text: string, at: number): void {
    this.#lastReplyAt = at;
    const resolve = this.#resolveReply;
    if (resolve === null) {
      this.unasked += 1;
      return;
    }
    this.#resolveReply = null;
    resolve({ text, at });
  }

  async #post(text: string): Promise<void> {
    this.#messages += 1;
    const id = `${this.user}-${this.#messages}`;
    const webhook = this.#platform.textWebhook({ user: this.user, id, text, at: Date.now() });
    // The service closes connections that were idle while other programs had their round.
    if (!this.#connection.isOpen) this.#connection = new Connection(this.#port);
    const status = await this.#connection.post(webhook);
    if (status !== 200) throw new Error(`The webhook was answered with ${status}.`);
  }
}
