import { bulkKey, createTokenBucket, type PaceLimits } from "../../channels/pacing.ts";
import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import { chooseRoute, type RoutingFacts } from "../delivery/channel-fallback.ts";
import type { NotSentReason } from "../delivery/outbound-message.ts";
import { endOfQuietHours, type QuietHours } from "../delivery/quiet-hours.ts";

/** By which routes broadcasts go, at which pace, and when they may not. */
export interface SendCapacity {
  readonly routes: PushRoutes;
  readonly limits: PaceLimits;
  readonly quietHours: QuietHours | null;
}

/** What would become of a broadcast. It is stored as JSON. */
export interface Estimate {
  /** Everybody in the audience. */
  readonly meant: number;
  /** Those on the recipient list: they consented and still follow. */
  readonly recipients: number;
  readonly byRoute: Readonly<Partial<Record<PushRouteName, number>>>;
  /** Why nothing can be sent, also for those who are not on the recipient list. */
  readonly unreachable: Readonly<Partial<Record<NotSentReason, number>>>;
  /** Milliseconds of sending at the platforms' pace. */
  readonly sendingMs: number;
  /** ISO time, including quiet hours. */
  readonly endsAt: string;
}

/** For a route without a limit of its own: what a server in trouble still accepts. */
const assumedPerSecond = 20;
const minuteMs = 60_000;

/** Adds up the estimate, one person at a time. */
export class Estimator {
  readonly #capacity: SendCapacity;
  readonly #available: ReadonlySet<PushRouteName>;
  readonly #now: Date;
  #meant = 0;
  #recipients = 0;
  readonly #byRoute = new Map<PushRouteName, number>();
  readonly #unreachable = new Map<NotSentReason, number>();

  constructor(capacity: SendCapacity, now: Date) {
    this.#capacity = capacity;
    this.#available = new Set(Object.keys(capacity.routes) as PushRouteName[]);
    this.#now = now;
  }

  /** Counts somebody who is not on the recipient list. */
  exclude(why: NotSentReason): void {
    this.#meant += 1;
    increment(this.#unreachable, why);
  }

  /** Counts a recipient by the route that would be chosen now. */
  add(facts: RoutingFacts, isMissingValue: boolean): void {
    this.#meant += 1;
    this.#recipients += 1;
    if (isMissingValue) return increment(this.#unreachable, "missing-value");
    const { route, ineligibility } = chooseRoute(facts, this.#available, [], this.#now);
    if (route !== null) increment(this.#byRoute, route);
    else increment(this.#unreachable, ineligibility ?? "off");
  }

  result(startsAt: Date): Estimate {
    const sendingMs = sendingTimeMs(this.#byRoute, this.#capacity);
    return {
      meant: this.#meant,
      recipients: this.#recipients,
      byRoute: Object.fromEntries(this.#byRoute),
      unreachable: Object.fromEntries(this.#unreachable),
      sendingMs,
      endsAt: endOfSending(startsAt, sendingMs, this.#capacity.quietHours).toISOString(),
    };
  }
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Accounts send at the same time, so the slowest one decides. */
function sendingTimeMs(
  byRoute: ReadonlyMap<PushRouteName, number>,
  { routes, limits }: SendCapacity,
): number {
  const byAccount = new Map<string, number>();
  for (const [route, messages] of byRoute) {
    const key = routes[route]?.paceKey ?? route;
    byAccount.set(key, (byAccount.get(key) ?? 0) + messages);
  }
  const times = [...byAccount].map(([key, messages]) => messages / messagesPerMs(key, limits));
  return Math.ceil(Math.max(0, ...times));
}

function messagesPerMs(key: string, limits: PaceLimits): number {
  const rates = [limits[key], limits[bulkKey(key)]].flatMap((limit) => {
    const bucket = limit === undefined ? null : createTokenBucket(limit);
    return bucket === null ? [] : [bucket.perMs];
  });
  return rates.length === 0 ? assumedPerSecond / 1_000 : Math.min(...rates);
}

function endOfSending(startsAt: Date, sendingMs: number, quiet: QuietHours | null): Date {
  let at = startsAt;
  for (let leftMs = sendingMs; ; ) {
    at = endOfQuietHours(at, quiet) ?? at;
    if (leftMs <= 0) return at;
    const stepMs = Math.min(leftMs, minuteMs);
    at = new Date(at.getTime() + stepMs);
    leftMs -= stepMs;
  }
}
