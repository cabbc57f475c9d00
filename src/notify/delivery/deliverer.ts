import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import { BatchSize } from "./batch-size.ts";
import { GroupSettler } from "./batch-writer.ts";
import { Breaker } from "./circuit-breaker.ts";
import { type DeliverDependencies, deliverMessage } from "./deliver-message.ts";
import { claimMs, type MessageQueue } from "./outbound-message.ts";
import { PrefetchQueue } from "./prefetch-queue.ts";
import { QuotaTracker } from "./quota-tracker.ts";

export interface DelivererOptions
  extends Omit<DeliverDependencies, "available" | "breakers" | "quotas" | "random"> {
  readonly queue: MessageQueue;
  /** A round failed: what it claimed comes again. */
  readonly onError: (error: unknown) => void;
  readonly random?: () => number;
}

export interface Deliverer {
  /** Sends what is due, and looks again when it is woken and every `everyMs`. */
  start(everyMs: number): void;
  /** There is something to send. */
  wake(): void;
  /** Resolves once nothing that is due is left. */
  drain(): Promise<void>;
  /** Ends after the sends under way; what is left stays in the database. */
  close(): Promise<void>;
}

/** At most so many are sent and not yet written when a process is killed. */
const maxInFlight = 16;
/** A send with its pause takes at most six seconds: none begins that could outlive its claim. */
const maxAgeMs = claimMs - 6_000;

/** Sends what is due in a queue, together with all replicas: each claims its own. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { queue, now, onError } = options;
  const settler = new GroupSettler(queue, now);
  const dependencies = {
    ...options,
    available: new Set(Object.keys(options.routes) as PushRouteName[]),
    breakers: breakersFor(options.routes),
    quotas: new QuotaTracker(),
    random: options.random ?? Math.random,
  };
  const size = new BatchSize(maxInFlight);
  const claims = new PrefetchQueue(async () => {
    const claimedAt = now();
    return { claimed: await queue.claim(size.current, claimedAt), claimedAt };
  });
  let timer: NodeJS.Timeout | undefined;
  let senders = 0;
  let failure: { readonly error: unknown } | null = null;
  /** Since the queue was last found empty. */
  let hasSettled = false;
  let isClosing = false;
  let idle = Promise.withResolvers<void>();
  idle.resolve();

  /** Sends until nothing is due. */
  const serve = async (): Promise<void> => {
    while (!isClosing && failure === null) {
      const next = await claims.take();
      if (next === null) return;
      const began = now().getTime();
      // Another replica may soon claim it.
      if (began - next.claimedAt.getTime() > maxAgeMs) continue;
      await settler.add(await deliverMessage(dependencies, next.errand));
      hasSettled = true;
      size.note(now().getTime() - began);
    }
  };

  const retire = (): void => {
    senders -= 1;
    if (senders > 0) return;
    // What was settled last may have made more due, or have been the last of a broadcast.
    const isToLookAgain = hasSettled && failure === null && !isClosing;
    if (failure !== null) onError(failure.error);
    failure = null;
    hasSettled = false;
    if (isToLookAgain) begin();
    else idle.resolve();
  };

  const begin = (): void => {
    while (senders < maxInFlight) {
      senders += 1;
      serve()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(retire);
    }
  };

  const wake = (): void => {
    claims.wake();
    if (senders === 0) idle = Promise.withResolvers<void>();
    begin();
  };

  return {
    start: (everyMs) => {
      timer = setInterval(wake, everyMs);
      wake();
    },
    wake,
    drain: () => {
      wake();
      return idle.promise;
    },
    close: async () => {
      isClosing = true;
      clearInterval(timer);
      await idle.promise;
    },
  };
}

function breakersFor(routes: PushRoutes): Partial<Record<PushRouteName, Breaker>> {
  return Object.fromEntries(Object.keys(routes).map((route) => [route, new Breaker()]));
}
