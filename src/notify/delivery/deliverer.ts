import type { PaceLimits, Pacer } from "../../channels/pacing.ts";
import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import { CircuitBreaker } from "../../concurrency/circuit-breaker.ts";
import { createPoller, type Poller } from "../../concurrency/poller.ts";
import { BatchWriter } from "./batch-writer.ts";
import { type DeliveryDependencies, deliverMessage } from "./deliver-message.ts";
import { claimMs, type MessageQueue } from "./outbound-message.ts";
import { PrefetchQueue } from "./prefetch-queue.ts";
import type { QuietHours } from "./quiet-hours.ts";
import { QuotaTracker } from "./quota-tracker.ts";

/** The routes by which messages go out, and the pace that they share with replies. */
export interface DeliveryTransport {
  readonly routes: PushRoutes;
  readonly pacer: Pacer;
  readonly limits: PaceLimits;
}

interface DelivererOptions extends Omit<DeliveryTransport, "limits"> {
  readonly queue: MessageQueue;
  readonly quietHours: QuietHours | null;
  readonly now: () => Date;
  /** Gets the error of a failed round. What the round had claimed is claimed again later. */
  readonly onError: (error: unknown) => void;
  /** Absent: this deliverer learns for itself which quotas are used up. */
  readonly quotas?: QuotaTracker;
  readonly random?: () => number;
}

/** At most so many messages are sent but not yet stored when a process is killed. */
const maxInFlight = 16;
/** A send with its pause takes at most six seconds, so that none begins that could outlive its claim. */
const maxAgeMs = claimMs - 6_000;
/** For messages that another replica enqueued, and for those that become due. */
const pollIntervalMs = 1_000;

/**
 * - idle: no sender is running;
 * - sending: senders run until nothing is due;
 * - closing: senders finish the message that they are sending;
 * - closed: the deliverer does nothing any more.
 */
type State = "idle" | "sending" | "closing" | "closed";

/** What happened since the senders were started. */
interface Round {
  failure: { readonly error: unknown } | null;
  hasStoredOutcomes: boolean;
}

/** Sends the due messages of a queue, together with all other replicas: each claims its own. */
export class Deliverer {
  readonly #dependencies: DeliveryDependencies;
  readonly #messages: PrefetchQueue;
  readonly #outcomes: BatchWriter;
  readonly #poller: Poller;
  readonly #onError: (error: unknown) => void;
  #state: State = "idle";
  #isStarted = false;
  #senders = 0;
  #round: Round = { failure: null, hasStoredOutcomes: false };
  /** Resolves when the state becomes idle or closed. */
  #idle = Promise.withResolvers<void>();

  constructor(options: DelivererOptions) {
    const { queue, routes, pacer, quietHours, now, onError, random = Math.random } = options;
    const { quotas = new QuotaTracker() } = options;
    const available = new Set(Object.keys(routes) as PushRouteName[]);
    const breakers = createBreakers(routes);
    this.#dependencies = { routes, available, pacer, breakers, quotas, quietHours, now, random };
    this.#messages = new PrefetchQueue({
      claim: (limit, at) => queue.claim(limit, at),
      now,
      senders: maxInFlight,
    });
    this.#outcomes = new BatchWriter(queue, now);
    this.#poller = createPoller({
      intervalMs: pollIntervalMs,
      run: async () => this.wake(),
      onError,
    });
    this.#onError = onError;
    this.#idle.resolve();
  }

  /** Sends what is due, and looks again when it is woken and at intervals. */
  start(): void {
    this.#isStarted = true;
    this.#poller.start();
    this.wake();
  }

  /** There may be something to send. Before `start` this does nothing. */
  wake(): void {
    if (this.#isStarted) this.#send();
  }

  /** Sends what is due, and resolves when nothing is due any more. */
  drain(): Promise<void> {
    this.#send();
    return this.#idle.promise;
  }

  /** Finishes the sends under way. What is left stays in the database. */
  async close(): Promise<void> {
    if (this.#state === "idle") this.#state = "closed";
    if (this.#state === "sending") this.#state = "closing";
    await this.#poller.close();
    await this.#idle.promise;
  }

  #send(): void {
    if (this.#state === "closing" || this.#state === "closed") return;
    this.#messages.wake();
    if (this.#state === "idle") {
      this.#state = "sending";
      this.#idle = Promise.withResolvers<void>();
    }
    this.#startSenders();
  }

  #startSenders(): void {
    while (this.#senders < maxInFlight) {
      this.#senders += 1;
      this.#sendUntilEmpty()
        .catch((error: unknown) => {
          this.#round.failure ??= { error };
        })
        .finally(() => this.#endSender());
    }
  }

  async #sendUntilEmpty(): Promise<void> {
    const { now } = this.#dependencies;
    while (this.#state === "sending" && this.#round.failure === null) {
      const next = await this.#messages.next();
      if (next === null) return;
      const startedAt = now().getTime();
      // Another replica may claim it soon.
      if (startedAt - next.claimedAt.getTime() > maxAgeMs) continue;
      await this.#outcomes.write(await deliverMessage(this.#dependencies, next.message));
      this.#round.hasStoredOutcomes = true;
      this.#messages.noteDuration(now().getTime() - startedAt);
    }
  }

  #endSender(): void {
    this.#senders -= 1;
    if (this.#senders > 0) return;
    const { failure, hasStoredOutcomes } = this.#round;
    this.#round = { failure: null, hasStoredOutcomes: false };
    if (failure !== null) this.#onError(failure.error);
    // The outcomes stored last may have made more messages due, or may have been the last of a broadcast.
    else if (hasStoredOutcomes && this.#state === "sending") return this.#startSenders();
    this.#state = this.#state === "closing" ? "closed" : "idle";
    this.#idle.resolve();
  }
}

function createBreakers(routes: PushRoutes): Partial<Record<PushRouteName, CircuitBreaker>> {
  return Object.fromEntries(Object.keys(routes).map((route) => [route, new CircuitBreaker()]));
}
