import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { PushRouteName } from "../../channels/push.ts";
import type { SendResult } from "../../channels/sender.ts";
import { quotas, type Reset } from "./platform-policy.ts";

/** A quota may be bought or given at any time: so often one delivery tries. */
const probeEveryMs = 3_600_000;

/**
 * Which routes' quotas are used up, by what the platforms answered. Kept by each replica for itself: one that has just started learns it
 * from its first answer.
 */
export class QuotaTracker {
  readonly #usedUp = new Map<PushRouteName, { readonly until: Date; readonly notedAt: Date }>();

  /** Reads an answer; true where the route has nothing left. */
  note(route: PushRouteName, result: SendResult, now: Date): boolean {
    const reset = usedUpReset(route, result);
    if (reset !== null) this.#usedUp.set(route, { until: nextReset(reset, now), notedAt: now });
    else if (result.outcome === "sent") this.#usedUp.delete(route);
    return reset !== null;
  }

  /** When the route's quota is full again; null where something is left, or may be. */
  usedUpUntil(route: PushRouteName, now: Date): Date | null {
    const known = this.#usedUp.get(route);
    if (known === undefined || known.until <= now) return null;
    return now.getTime() - known.notedAt.getTime() < probeEveryMs ? known.until : null;
  }
}

function usedUpReset(route: PushRouteName, result: SendResult): Reset | null {
  const known = quotas[route];
  if (known === undefined) return null;
  if (result.outcome !== "sent") {
    return "isQuotaUsedUp" in result && result.isQuotaUsedUp === true ? known.refused : null;
  }
  const { quota } = result;
  return quota === undefined || quota.remaining > 0 ? null : (known.names[quota.name] ?? null);
}

/** The next midnight, or the first of the next month. */
function nextReset(reset: Reset, now: Date): Date {
  const today = toLocalDay(now);
  if (reset === "day") return toInstant(addDays(today, 1), 0);
  const daysInAnyMonth = 31;
  return toInstant(`${addDays(`${today.slice(0, 7)}-01`, daysInAnyMonth).slice(0, 7)}-01`, 0);
}
