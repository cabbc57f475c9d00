import type { Pacer } from "../../channels/pacing.ts";
import type { PushAddress, PushRoute, PushRouteName, PushRoutes } from "../../channels/push.ts";
import { decideRoute, type RouteDecision } from "./channel-fallback.ts";
import type { Breaker } from "./circuit-breaker.ts";
import type { Errand, Outcome } from "./outbound-message.ts";
import { endOfQuiet, type QuietHours } from "./quiet-hours.ts";
import type { QuotaTracker } from "./quota-tracker.ts";
import { judgeTry } from "./retry-policy.ts";

export interface DeliverDependencies {
  readonly routes: PushRoutes;
  /** Their names. */
  readonly available: ReadonlySet<PushRouteName>;
  readonly pacer: Pacer;
  readonly breakers: Readonly<Partial<Record<PushRouteName, Breaker>>>;
  readonly quotas: QuotaTracker;
  readonly quietHours: QuietHours | null;
  readonly now: () => Date;
  readonly random: () => number;
}

/** Until a quota of the day is full again; news that would wait for a new month is a person's to tell. */
const maxQuotaWaitMs = 24 * 3_600_000;
/** A longer wait for the pace is put into the database, so that others get their turn. */
const maxPaceWaitMs = 1_000;

/** Decides on a message and sends it. Resolves with what became of it; rejects where the database does. */
export async function deliverMessage(
  dependencies: DeliverDependencies,
  errand: Errand,
): Promise<Outcome> {
  const now = dependencies.now();
  const composed = await errand.compose(now);
  if (composed.type === "held") return later(errand, now, composed.reason);
  if (composed.type === "dropped") {
    return { ...ended(errand, "dropped", composed.reason, now), why: composed.why };
  }
  const quietUntil = endOfQuiet(now, dependencies.quietHours);
  if (quietUntil !== null) return later(errand, quietUntil, "quiet hours");

  const { routes, available, quotas } = dependencies;
  const decided = decideRoute(errand.reach, available, errand.refused, now, (one) =>
    quotas.usedUpUntil(one, now),
  );
  const { route, reason } = decided;
  const push = route === null ? undefined : routes[route];
  if (route === null || push === undefined) return withoutRoute(errand, decided, now);

  const breaker = dependencies.breakers[route];
  const waitMs = Math.max(breaker?.waitMs(now) ?? 0, await paceOf(dependencies, push));
  if (waitMs > 0) return later(errand, new Date(now.getTime() + waitMs), `${route}: paced`);
  const result = await push.send(addressOf(route, errand), composed.message);
  const sentAt = dependencies.now();
  const isUsedUp = quotas.note(route, result, sentAt);
  // At once: the next claim passes this route by.
  if (isUsedUp && result.outcome !== "sent")
    return later(errand, sentAt, `${route}: ${result.reason}`);
  noteHealth(breaker, result.outcome, sentAt);
  if (result.outcome === "rate-limited" && push.paceKey !== null) {
    await dependencies.pacer.slowDown(push.paceKey, result.ms);
  }
  const verdict = judgeTry(onThis(route, errand), result, dependencies.random);
  return outcomeOf(errand, route, reason, verdict, dependencies.now());
}

function withoutRoute(
  errand: Errand,
  { reason, waitUntil, obstacle }: RouteDecision,
  now: Date,
): Outcome {
  const isWorthIt = waitUntil !== null && waitUntil.getTime() - now.getTime() <= maxQuotaWaitMs;
  if (isWorthIt) return later(errand, waitUntil, reason);
  return { ...ended(errand, "parked", reason, now), why: obstacle };
}

/** Waits a moment where that is all it takes; else how long. */
async function paceOf({ pacer }: DeliverDependencies, { paceKey }: PushRoute): Promise<number> {
  if (paceKey === null) return 0;
  for (let waited = 0; ; ) {
    const waitMs = await pacer.acquire(paceKey, "bulk");
    if (waitMs === 0 || waited + waitMs > maxPaceWaitMs) return waitMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waited += waitMs;
  }
}

function addressOf(route: PushRouteName, { to, reach: { phone, email } }: Errand): PushAddress {
  const { account } = to;
  switch (route) {
    case "zalo-template-phone":
    case "sms":
      return { account, to: phone ?? "" };
    case "email":
      return { account, to: email ?? "" };
    default:
      return to;
  }
}

/** Tries count by route: another one begins anew. */
function onThis(route: PushRouteName, { lastRoute, tries, unknowns }: Errand) {
  return lastRoute === route ? { tries, unknowns } : { tries: 0, unknowns: 0 };
}

function noteHealth(breaker: Breaker | undefined, outcome: string, now: Date): void {
  if (outcome === "retry" || outcome === "unknown" || outcome === "account-blocked")
    breaker?.noteFailure(now);
  else if (outcome !== "rate-limited") breaker?.noteSuccess();
}

function outcomeOf(
  errand: Errand,
  route: PushRouteName,
  decided: string,
  verdict: ReturnType<typeof judgeTry>,
  now: Date,
): Outcome {
  const { tries, unknowns } = onThis(route, errand);
  const base = { ...kept(errand), route, tries: tries + 1, unknowns };
  switch (verdict.type) {
    case "sent":
      return {
        ...base,
        state: "sent",
        dueAt: now,
        reason: decided,
        platformId: verdict.platformId,
      };
    case "refused": {
      const refused = [...errand.refused, route];
      // At once: the next claim finds the next route.
      return {
        ...base,
        state: "waiting",
        dueAt: now,
        refused,
        reason: `${route}: ${verdict.reason}`,
      };
    }
    case "unknown":
      return {
        ...base,
        state: "waiting",
        dueAt: new Date(now.getTime() + verdict.delayMs),
        unknowns: unknowns + 1,
        reason: `${route}: ${verdict.reason}`,
      };
    case "later":
      return {
        ...base,
        state: "waiting",
        dueAt: new Date(now.getTime() + verdict.delayMs),
        reason: `${route}: ${verdict.reason}`,
      };
  }
}

function later(errand: Errand, dueAt: Date, reason: string): Outcome {
  return { ...kept(errand), state: "waiting", dueAt, reason };
}

function ended(errand: Errand, state: "parked" | "dropped", reason: string, now: Date): Outcome {
  return { ...kept(errand), state, dueAt: now, reason };
}

function kept({ id, tries, unknowns, refused, lastRoute }: Errand) {
  return { id, tries, unknowns, refused, route: lastRoute, why: null, platformId: null };
}
