import { setTimeout as pause } from "node:timers/promises";
import type { ResidentMessage, Webhook } from "../bench/platforms/platform.ts";
import type { FaultPlatform } from "./fault-platform.ts";
import { dueReplies, messageAt, type Script } from "./script.ts";

/** Zalo waits this long for an answer, Meta longer. */
const answerMs = 2_000;
/** Zalo delivers again after 30 s and later. Here it is sooner, so that a run ends. */
const redeliverAfterMs = 500;
const redeliverForMs = 60_000;
/** A reply that comes later than this after its webhook was acknowledged is lost. */
const maxReplyMs = 45_000;

/** What residents of one trial share. */
export interface ResidentContext {
  readonly platform: FaultPlatform;
  readonly script: Script;
  /** Returns the port for the next webhook. Successive webhooks go to different replicas. */
  nextPort(): number;
}

/** One resident who follows the script. Also delivers the resident's messages as the platform does. */
export class ScriptedResident {
  readonly user: string;
  /** Messages that the service has acknowledged. */
  acknowledged = 0;
  /** The longest that the service took to acknowledge, milliseconds. */
  slowestMs = 0;
  /** All messages written. */
  written = 0;
  readonly #context: ResidentContext;

  constructor(user: string, context: ResidentContext) {
    this.user = user;
    this.#context = context;
  }

  /** Writes the next message and waits for all replies that are due. Returns false if they did not come. */
  async takeTurn(
    deliver: (webhook: Webhook) => Promise<void> = (webhook) => this.deliver(webhook),
  ): Promise<boolean> {
    await deliver(this.nextWebhook());
    return this.waitForReplies(maxReplyMs);
  }

  nextWebhook(): Webhook {
    return this.#context.platform.bench.textWebhook(this.nextMessage());
  }

  nextMessage(): ResidentMessage {
    const index = this.written;
    this.written += 1;
    const { user } = this;
    // Each message is later than the one before, also within one millisecond.
    return { user, id: `${user}-${index}`, text: messageAt(index), at: Date.now() + index };
  }

  /** Delivers until the webhook is acknowledged, as the platforms do. */
  async deliver(webhook: Webhook): Promise<void> {
    const startedAt = performance.now();
    while (performance.now() - startedAt < redeliverForMs) {
      const postedAt = performance.now();
      if ((await post(this.#context.nextPort(), webhook)) === 200) {
        this.slowestMs = Math.max(this.slowestMs, performance.now() - postedAt);
        this.acknowledged += 1;
        return;
      }
      await pause(redeliverAfterMs);
    }
    throw new Error(`No webhook was acknowledged for ${redeliverForMs} ms.`);
  }

  /** Waits for all replies that are due for the acknowledged messages. Returns false if they did not come in time. */
  waitForReplies(maxWaitMs: number): Promise<boolean> {
    const { platform, script } = this.#context;
    const expected = dueReplies(script, this.acknowledged).length;
    return platform.waitUntil(() => platform.delivered(this.user).length >= expected, maxWaitMs);
  }
}

/** Returns the status, or null if no answer came in time. */
async function post(port: number, { path, headers, body }: Webhook): Promise<number | null> {
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
    // The service was killed or is too slow: the platform delivers again.
    return null;
  }
}
