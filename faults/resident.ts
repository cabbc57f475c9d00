import { setTimeout as pause } from "node:timers/promises";
import type { ResidentMessage, Webhook } from "../bench/platforms/platform.ts";
import type { Platform } from "./fault-platform.ts";
import { due, messageAt, type Script } from "./script.ts";

/** Zalo waits this long for an answer, Meta longer. */
const answerMs = 2_000;
/** Zalo comes again after 30 s and later; here it comes sooner, so that a run has an end. */
const againMs = 500;
const redeliverForMs = 60_000;
/** A reply that came later than this after its webhook was acknowledged is lost. */
const replyWithinMs = 45_000;

export interface Town {
  readonly platform: Platform;
  readonly script: Script;
  /** Where webhooks go: another replica each time. */
  nextPort(): number;
}

/** One resident, and the platform's part in delivering what they write. */
export class FaultResident {
  readonly user: string;
  /** Messages that the service has acknowledged. */
  acknowledged = 0;
  /** Worst time that the service took to acknowledge, milliseconds. */
  slowestMs = 0;
  /** Messages said in all. */
  said = 0;
  readonly #town: Town;

  constructor(user: string, town: Town) {
    this.user = user;
    this.#town = town;
  }

  /** Says the next line and waits for all that is due; false where it did not come. */
  async talk(deliver: (webhook: Webhook) => Promise<void> = (webhook) => this.deliver(webhook)) {
    await deliver(this.next());
    return this.settled(replyWithinMs);
  }

  /** The next line as a webhook. */
  next(): Webhook {
    return this.#town.platform.bench.textWebhook(this.nextLine());
  }

  nextLine(): ResidentMessage {
    const index = this.said;
    this.said += 1;
    const { user } = this;
    // Each later than the one before, also within one millisecond.
    return { user, id: `${user}-${index}`, text: messageAt(index), at: Date.now() + index };
  }

  /** Delivers until it is acknowledged, as the platforms do. */
  async deliver(webhook: Webhook): Promise<void> {
    const began = performance.now();
    while (performance.now() - began < redeliverForMs) {
      const posted = performance.now();
      if ((await post(this.#town.nextPort(), webhook)) === 200) {
        this.slowestMs = Math.max(this.slowestMs, performance.now() - posted);
        this.acknowledged += 1;
        return;
      }
      await pause(againMs);
    }
    throw new Error(`no webhook was acknowledged for ${redeliverForMs} ms`);
  }

  /** Whether everything due for what was acknowledged has come. */
  settled(withinMs: number): Promise<boolean> {
    const { platform, script } = this.#town;
    const wanted = due(script, this.acknowledged).length;
    return platform.until(() => platform.delivered(this.user).length >= wanted, withinMs);
  }
}

/** The status, or null where no answer came in time. */
export async function post(port: number, { path, headers, body }: Webhook): Promise<number | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(answerMs),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
