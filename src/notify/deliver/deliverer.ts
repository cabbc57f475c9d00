import type { PushRoutes, Route } from "../../channels/push.ts";
import type { Database } from "../../db/open.ts";
import { deliverNews } from "./announce.ts";
import { BatchSize } from "./batch-size.ts";
import { Breaker } from "./breaker.ts";
import { contentLoader } from "./content.ts";
import { type DeliverDependencies, deliverOne, type Known } from "./deliver-one.ts";
import { loadReach, type ReachDependencies } from "./follower-facts.ts";
import { GroupSettler } from "./group-settler.ts";
import { type Claimed, claimDue, claimMs } from "./queue.ts";
import { QuotaWatch } from "./quota-watch.ts";

export interface DelivererOptions
  extends Omit<DeliverDependencies, "breakers" | "quotas" | "random">,
    ReachDependencies {
  readonly database: Pick<Database, "db" | "jobs">;
  /** A round failed: what it claimed comes again. */
  readonly onError: (error: unknown) => void;
  readonly random?: () => number;
}

export interface Deliverer {
  /** Sends what is due, and looks again when there is news and every `everyMs`. */
  start(everyMs: number): Promise<void>;
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

/** What this replica sends next, with all that was loaded for it. */
interface Batch {
  readonly claimed: readonly Claimed[];
  readonly claimedAt: Date;
  readonly known: Known;
}

/** Sends the deliveries that are due, together with all replicas: each claims its own. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { database, now, onError } = options;
  const settler = new GroupSettler(database.db, now);
  const dependencies = {
    ...options,
    breakers: breakersFor(options.routes),
    quotas: new QuotaWatch(),
    random: options.random ?? Math.random,
  };
  const size = new BatchSize();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | null = null;
  let isWanted = false;
  let isClosing = false;

  const claim = async (): Promise<Batch | null> => {
    const claimedAt = now();
    const claimed = await claimDue(database.db, size.current, claimedAt);
    if (claimed.length === 0) return null;
    const reachOf = await loadReach(database.db, claimed, options);
    return { claimed, claimedAt, known: { load: contentLoader(database.db), reachOf } };
  };

  const send = async ({ claimed, claimedAt, known }: Batch): Promise<void> => {
    const began = now().getTime();
    const waiting = claimed.values();
    const serve = async () => {
      for (const one of waiting) {
        // Another replica may soon claim what is left.
        if (isClosing || now().getTime() - claimedAt.getTime() > maxAgeMs) return;
        await settler.add(await deliverOne(dependencies, one, known));
      }
    };
    const results = await Promise.allSettled(Array.from({ length: maxInFlight }, serve));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    size.noteBatch(now().getTime() - began);
  };

  /** The next batch is claimed while one is sent. */
  const run = async (): Promise<void> => {
    do {
      isWanted = false;
      for (let batch = await claim(); batch !== null && !isClosing; ) {
        const [next] = await Promise.all([claim(), send(batch)]);
        // What these sends put back may be due.
        batch = next ?? (await claim());
      }
    } while (isWanted && !isClosing);
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
    start: async (everyMs) => {
      await database.jobs.work(deliverNews, async () => void wake());
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
