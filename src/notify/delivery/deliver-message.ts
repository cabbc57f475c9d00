import { setTimeout as sleep } from "node:timers/promises";
import type { Pacer } from "../../channels/pacing.ts";
import type { PushAddress, PushRoute, PushRouteName, PushRoutes } from "../../channels/push.ts";
import type { CircuitBreaker } from "../../concurrency/circuit-breaker.ts";
import { deliveryState } from "../../db/tables/delivery-tables.ts";
import { chooseRoute, type RouteDecision } from "./channel-fallback.ts";
import type { DeliveryOutcome, OutboundMessage } from "./outbound-message.ts";
import { endOfQuietHours, type QuietHours } from "./quiet-hours.ts";
import type { QuotaTracker } from "./quota-tracker.ts";
import { type DeliveryRetryDecision, decideDeliveryRetry } from "./retry-policy.ts";

export interface DeliveryDependencies {
  readonly routes: PushRoutes;
  /** The names of the routes. */
  readonly available: ReadonlySet<PushRouteName>;
  readonly pacer: Pacer;
  readonly breakers: Readonly<Partial<Record<PushRouteName, CircuitBreaker>>>;
  readonly quotas: QuotaTracker;
  readonly quietHours: QuietHours | null;
  readonly now: () => Date;
  readonly random: () => number;
}

/** A daily quota is worth waiting for. A message that would wait for the next month is left to a person. */
const maxQuotaWaitMs = 24 * 3_600_000;
/** A message that has to wait longer for the pace goes back to the queue, so that others get their turn. */
const maxPaceWaitMs = 1_000;

/** Chooses a route and tries to send the message once. Rejects if the database fails. */
export async function deliverMessage(
  dependencies: DeliveryDependencies,
  message: OutboundMessage,
): Promise<DeliveryOutcome> {
  const { routes, available, quotas, breakers } = dependencies;
  const now = dependencies.now();
  const rendered = await message.render(now);
  if (rendered.type === "held") return postponed(message, now, rendered.reason);
  if (rendered.type === "dropped") {
    const { reason, why } = rendered;
    return { ...unchanged(message), state: deliveryState.dropped, dueAt: now, reason, why };
  }
  const quietUntil = endOfQuietHours(now, dependencies.quietHours);
  if (quietUntil !== null) return postponed(message, quietUntil, "quiet hours");

  const decision = chooseRoute(message.contacts, available, message.refused, now, (name) =>
    quotas.usedUpUntil(name, now),
  );
  const { route } = decision;
  const push = route === null ? undefined : routes[route];
  if (route === null || push === undefined) return withoutRoute(message, decision, now);

  const breaker = breakers[route];
  const waitMs = Math.max(breaker?.waitMs(now) ?? 0, await waitForPace(dependencies, push));
  if (waitMs > 0) {
    return postponed(message, new Date(now.getTime() + waitMs), `${route}: paced`);
  }
  const result = await push.send(addressOf(route, message), rendered.message);
  const sentAt = dependencies.now();
  const isQuotaUsedUp = quotas.note(route, result, sentAt);
  if (isQuotaUsedUp && result.outcome !== "sent") {
    // Due at once: the next claim skips this route.
    return postponed(message, sentAt, `${route}: ${result.reason}`);
  }
  noteHealth(breaker, result.outcome, sentAt);
  if (result.outcome === "rate-limited" && push.paceKey !== null) {
    await dependencies.pacer.slowDown(push.paceKey, result.ms);
  }
  const retry = decideDeliveryRetry(triesOn(route, message), result, dependencies.random);
  return outcomeOf(message, { ...decision, route }, retry, dependencies.now());
}

function withoutRoute(
  message: OutboundMessage,
  { reason, waitUntil, ineligibility }: RouteDecision,
  now: Date,
): DeliveryOutcome {
  const isWorthWaiting =
    waitUntil !== null && waitUntil.getTime() - now.getTime() <= maxQuotaWaitMs;
  if (isWorthWaiting) return postponed(message, waitUntil, reason);
  return {
    ...unchanged(message),
    state: deliveryState.deadLettered,
    dueAt: now,
    reason,
    why: ineligibility,
  };
}

/** Waits for the pace if the wait is short, and returns 0. Otherwise returns how long the wait would be. */
async function waitForPace(
  { pacer }: DeliveryDependencies,
  { paceKey }: PushRoute,
): Promise<number> {
  if (paceKey === null) return 0;
  for (let waitedMs = 0; ; ) {
    const waitMs = await pacer.acquire(paceKey, "bulk");
    if (waitMs === 0 || waitedMs + waitMs > maxPaceWaitMs) return waitMs;
    await sleep(waitMs);
    waitedMs += waitMs;
  }
}

function addressOf(route: PushRouteName, { to, contacts }: OutboundMessage): PushAddress {
  const { account } = to;
  switch (route) {
    case "zalo-template-phone":
    case "sms":
      return { account, to: contacts.phone ?? "" };
    case "email":
      return { account, to: contacts.email ?? "" };
    default:
      return to;
  }
}

/** Tries are counted for each route separately. */
function triesOn(route: PushRouteName, { lastRoute, tries, unknowns }: OutboundMessage) {
  return lastRoute === route ? { tries, unknowns } : { tries: 0, unknowns: 0 };
}

function noteHealth(breaker: CircuitBreaker | undefined, outcome: string, now: Date): void {
  if (outcome === "retry" || outcome === "unknown" || outcome === "account-blocked")
    breaker?.noteFailure(now);
  else if (outcome !== "rate-limited") breaker?.noteSuccess();
}

function outcomeOf(
  message: OutboundMessage,
  { route, reason }: RouteDecision & { readonly route: PushRouteName },
  retry: DeliveryRetryDecision,
  now: Date,
): DeliveryOutcome {
  const { tries, unknowns } = triesOn(route, message);
  const tried = { ...unchanged(message), route, tries: tries + 1, unknowns };
  if (retry.type === "sent") {
    const { platformId } = retry;
    return { ...tried, state: deliveryState.sent, dueAt: now, reason, platformId };
  }
  const waiting = {
    ...tried,
    state: deliveryState.waiting,
    reason: `${route}: ${retry.reason}`,
  };
  switch (retry.type) {
    case "next-route":
      // Due at once: the next claim chooses the next route.
      return { ...waiting, dueAt: now, refused: [...message.refused, route] };
    case "retry":
      return { ...waiting, dueAt: new Date(now.getTime() + retry.delayMs) };
    case "retry-unknown": {
      const dueAt = new Date(now.getTime() + retry.delayMs);
      return { ...waiting, dueAt, unknowns: unknowns + 1 };
    }
  }
}

function postponed(message: OutboundMessage, dueAt: Date, reason: string): DeliveryOutcome {
  return { ...unchanged(message), state: deliveryState.waiting, dueAt, reason };
}

function unchanged({ id, tries, unknowns, refused, lastRoute }: OutboundMessage) {
  return { id, tries, unknowns, refused, route: lastRoute, why: null, platformId: null };
}
