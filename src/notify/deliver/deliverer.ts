import type { PushRoutes, Route } from "../../channels/push.ts";
import { Breaker } from "./breaker.ts";
import { type DeliverDependencies, deliverOne } from "./deliver-one.ts";
import type { Errand, MessageQueue } from "./errand.ts";
import { GroupSettler } from "./group-settler.ts";

export interface DelivererOptions extends Omit<DeliverDependencies, "breakers" | "random"> {
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
const batchSize = 100;

/** Sends what is due in a queue, together with all replicas: each claims its own. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { queue, now, onError } = options;
  const settler = new GroupSettler(queue, now);
  const dependencies = {
    ...options,
    breakers: breakersFor(options.routes),
    random: options.random ?? Math.random,
  };
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | null = null;
  let isWanted = false;
  let isClosing = false;

  const sendBatch = async (claimed: readonly Errand[]): Promise<void> => {
    const waiting = claimed.values();
    const serve = async () => {
      for (const one of waiting) {
        if (isClosing) return;
        await settler.add(await deliverOne(dependencies, one));
      }
    };
    const results = await Promise.allSettled(Array.from({ length: maxInFlight }, serve));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  };

  const run = async (): Promise<void> => {
    while (!isClosing) {
      isWanted = false;
      const claimed = await queue.claim(batchSize, now());
      await sendBatch(claimed);
      if (claimed.length === 0 && !isWanted) return;
    }
  };

  const wake = (): Promise<void> => {
    isWanted = true;
    underWay ??= run()
      .catch(onError)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  return {
    start: (everyMs) => {
      timer = setInterval(wake, everyMs);
      void wake();
    },
    wake: () => void wake(),
    drain: wake,
    close: async () => {
      isClosing = true;
      clearInterval(timer);
      await underWay;
    },
  };
}

function breakersFor(routes: PushRoutes): Partial<Record<Route, Breaker>> {
  return Object.fromEntries(Object.keys(routes).map((route) => [route, new Breaker()]));
}
