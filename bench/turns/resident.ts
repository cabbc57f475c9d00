import type { BenchPlatform } from "../platforms/platform.ts";
import { Connection } from "./connection.ts";

/** What a resident says once, before the measured lap: its replies are waited out, not measured. */
const opening = "đăng ký khai sinh";
/** Every message of the lap has exactly one reply: four answers by their number, and back to the first question. */
const lap = ["1", "2", "1", "1", "quay lại", "quay lại", "quay lại", "quay lại"] as const;
const settleMs = 300;

/** Replies without which a turn is taken for lost. */
const giveUpMs = 10_000;

export class LostReplyError extends Error {
  override readonly name = "LostReplyError";
}

/** One resident who answers whatever comes, at once, over a connection of their own. */
export class Resident {
  readonly user: string;
  readonly #port: number;
  readonly #platform: BenchPlatform;
  #connection: Connection;
  /** The replies of the first lap: later laps must bring the same. */
  readonly #firstLap: string[] = [];
  #turns = 0;
  #messages = 0;
  #arrived: ((reply: { readonly text: string; readonly at: number }) => void) | null = null;
  /** Replies that nobody waited for: each is one too many. */
  extra = 0;
  outOfStep = 0;

  constructor(user: string, port: number, platform: BenchPlatform) {
    this.user = user;
    this.#platform = platform;
    this.#port = port;
    this.#connection = new Connection(port);
  }

  /** Opens the conversation. The replies are as many as they are, so they are waited out. */
  async begin(): Promise<void> {
    await this.#post(opening);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    this.extra = 0;
  }

  /** One turn; returns milliseconds from the POST to the reply's arrival. */
  async turn(): Promise<number> {
    const step = this.#turns % lap.length;
    this.#turns += 1;
    const { promise, resolve, reject } = Promise.withResolvers<{ text: string; at: number }>();
    this.#arrived = resolve;
    const timer = setTimeout(
      () => reject(new LostReplyError(`no reply to step ${step}`)),
      giveUpMs,
    );
    const began = performance.now();
    try {
      const [reply] = await Promise.all([promise, this.#post(lap[step] ?? "")]);
      this.#firstLap[step] ??= reply.text;
      if (this.#firstLap[step] !== reply.text) this.outOfStep += 1;
      return reply.at - began;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Milliseconds until the webhook was answered; the reply is not waited for. */
  async acknowledged(): Promise<number> {
    const began = performance.now();
    await this.#post("1");
    return performance.now() - began;
  }

  replied(text: string, at: number): void {
    const arrived = this.#arrived;
    if (arrived === null) {
      this.extra += 1;
      return;
    }
    this.#arrived = null;
    arrived({ text, at });
  }

  async #post(text: string): Promise<void> {
    this.#messages += 1;
    const id = `${this.user}-${this.#messages}`;
    const webhook = this.#platform.textWebhook({ user: this.user, id, text, at: Date.now() });
    // A service closes what was idle while the others had their round.
    if (!this.#connection.isOpen) this.#connection = new Connection(this.#port);
    const status = await this.#connection.post(webhook);
    if (status !== 200) throw new Error(`the webhook was answered with ${status}`);
  }
}
