import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { PushRouteName } from "../../channels/push.ts";
import type { SendResult } from "../../channels/sender.ts";
import { type QuotaPeriod, quotas } from "./platform-policy.ts";

/** A quota may be bought or granted at any time, so one delivery probes the route at this interval. */
const probeEveryMs = 3_600_000;

/** What a platform said last about one quota of a route. */
export interface KnownQuota {
  readonly route: PushRouteName;
  /** The platform's name for it; "unnamed" after a refusal, which does not name it. */
  readonly quota: string;
  readonly remaining: number;
}

/**
 * Remembers which routes' quotas are used up, from the platforms' answers. Each replica remembers for itself; one that has just
 * started learns it from its first answer.
 */
export class QuotaTracker {
  readonly #usedUp = new Map<PushRouteName, { readonly until: Date; readonly notedAt: Date }>();
  readonly #known = new Map<PushRouteName, KnownQuota>();

  /** Reads an answer. Returns whether the route's quota is used up. */
  note(route: PushRouteName, result: SendResult, now: Date): boolean {
    const period = usedUpPeriod(route, result);
    if (result.outcome === "sent" && result.quota !== undefined) {
      const { name: quota, remaining } = result.quota;
      this.#known.set(route, { route, quota, remaining });
    } else if (period !== null) {
      const quota = this.#known.get(route)?.quota ?? "unnamed";
      this.#known.set(route, { route, quota, remaining: 0 });
    }
    if (period !== null) this.#usedUp.set(route, { until: endOf(period, now), notedAt: now });
    else if (result.outcome === "sent") this.#usedUp.delete(route);
    return period !== null;
  }

  /** Returns what is left of each quota that an answer has named since the start. */
  known(): readonly KnownQuota[] {
    return [...this.#known.values()];
  }

  /** Returns when the route's quota is full again, or null if something is left or may be left. */
  usedUpUntil(route: PushRouteName, now: Date): Date | null {
    const known = this.#usedUp.get(route);
    if (known === undefined || known.until <= now) return null;
    return now.getTime() - known.notedAt.getTime() < probeEveryMs ? known.until : null;
  }
}

function usedUpPeriod(route: PushRouteName, result: SendResult): QuotaPeriod | null {
  const known = quotas[route];
  if (known === undefined) return null;
  if (result.outcome !== "sent") {
    return "isQuotaUsedUp" in result && result.isQuotaUsedUp === true ? known.refused : null;
  }
  const { quota } = result;
  if (quota === undefined || quota.remaining > 0) return null;
  return Object.hasOwn(known.named, quota.name) ? (known.named[quota.name] ?? null) : null;
}

/** The next midnight, or the first of the next month. */
function endOf(period: QuotaPeriod, now: Date): Date {
  const today = toLocalDay(now);
  if (period === "day") return toInstant(addDays(today, 1), 0);
  const daysInAnyMonth = 31;
  const inNextMonth = addDays(`${today.slice(0, 7)}-01`, daysInAnyMonth);
  return toInstant(`${inNextMonth.slice(0, 7)}-01`, 0);
}
