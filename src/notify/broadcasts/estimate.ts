import { bulkKey, createTokenBucket, type PaceLimits } from "../../channels/pacing.ts";
import type { PushRouteName, PushRoutes } from "../../channels/push.ts";
import { decideRoute, type FollowerFacts } from "../delivery/channel-fallback.ts";
import type { Why } from "../delivery/outbound-message.ts";
import { endOfQuiet, type QuietHours } from "../delivery/quiet-hours.ts";

/** By what broadcasts go out, at which pace, and when not. */
export interface Roads {
  readonly routes: PushRoutes;
  readonly limits: PaceLimits;
  readonly quietHours: QuietHours | null;
}

/** What would become of a broadcast. */
export interface Estimate {
  /** Everybody that the audience means. */
  readonly meant: number;
  /** Those who go on the list: they consented, and have not stopped. */
  readonly recipients: number;
  readonly byRoute: Readonly<Partial<Record<PushRouteName, number>>>;
  /** Why nobody can tell these; of those who are not on the list too. */
  readonly unreachable: Readonly<Partial<Record<Why, number>>>;
  /** At the platforms' pace, milliseconds of sending. */
  readonly sendingMs: number;
  /** ISO; the night's rest is in it. */
  readonly endsAt: string;
}

/** Of a route without a limit of its own: what a server in trouble still takes. */
const assumedPerSecond = 20;
const minuteMs = 60_000;

/** Adds up what would become of people, one at a time. */
export class Forecaster {
  readonly #roads: Roads;
  readonly #available: ReadonlySet<PushRouteName>;
  readonly #now: Date;
  #meant = 0;
  #recipients = 0;
  readonly #byRoute = new Map<PushRouteName, number>();
  readonly #unreachable = new Map<Why, number>();

  constructor(roads: Roads, now: Date) {
    this.#roads = roads;
    this.#available = new Set(Object.keys(roads.routes) as PushRouteName[]);
    this.#now = now;
  }

  /** Is not on the list. */
  leaveOut(why: Why): void {
    this.#meant += 1;
    count(this.#unreachable, why);
  }

  /** Is on the list: by which route, as things are now. */
  add(facts: FollowerFacts, isMissingValue: boolean): void {
    this.#meant += 1;
    this.#recipients += 1;
    if (isMissingValue) return count(this.#unreachable, "missing-value");
    const { route, obstacle } = decideRoute(facts, this.#available, [], this.#now);
    if (route !== null) count(this.#byRoute, route);
    else count(this.#unreachable, obstacle ?? "off");
  }

  /** Sending begins then. */
  result(startsAt: Date): Estimate {
    const sendingMs = sendingTime(this.#byRoute, this.#roads);
    return {
      meant: this.#meant,
      recipients: this.#recipients,
      byRoute: Object.fromEntries(this.#byRoute),
      unreachable: Object.fromEntries(this.#unreachable),
      sendingMs,
      endsAt: endOf(startsAt, sendingMs, this.#roads.quietHours).toISOString(),
    };
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Accounts are served side by side: the slowest decides. */
function sendingTime(
  byRoute: ReadonlyMap<PushRouteName, number>,
  { routes, limits }: Roads,
): number {
  const byAccount = new Map<string, number>();
  for (const [route, messages] of byRoute) {
    const key = routes[route]?.paceKey ?? route;
    byAccount.set(key, (byAccount.get(key) ?? 0) + messages);
  }
  const times = [...byAccount].map(([key, messages]) => messages / perMs(key, limits));
  return Math.ceil(Math.max(0, ...times));
}

function perMs(key: string, limits: PaceLimits): number {
  const paces = [limits[key], limits[bulkKey(key)]].flatMap((limit) => {
    const bucket = limit === undefined ? null : createTokenBucket(limit);
    return bucket === null ? [] : [bucket.perMs];
  });
  return paces.length === 0 ? assumedPerSecond / 1_000 : Math.min(...paces);
}

function endOf(startsAt: Date, sendingMs: number, quiet: QuietHours | null): Date {
  let at = startsAt;
  for (let left = sendingMs; ; ) {
    at = endOfQuiet(at, quiet) ?? at;
    if (left <= 0) return at;
    const step = Math.min(left, minuteMs);
    at = new Date(at.getTime() + step);
    left -= step;
  }
}
