import type { Pacer } from "../../channels/pacing.ts";
import type { PushRoute, PushRoutes, Route } from "../../channels/push.ts";
import type { Breaker } from "./breaker.ts";
import { decideRoute } from "./cascade.ts";
import type { contentLoader } from "./content.ts";
import { type MessageDependencies, messageOf } from "./content.ts";
import type { Reach } from "./follower-facts.ts";
import type { Claimed, Outcome } from "./queue.ts";
import { endOfQuiet, type QuietHours } from "./quiet-hours.ts";
import type { QuotaWatch } from "./quota-watch.ts";
import { judgeTry } from "./verdict.ts";

export interface DeliverDependencies extends MessageDependencies {
  readonly routes: PushRoutes;
  readonly pacer: Pacer;
  readonly breakers: Readonly<Partial<Record<Route, Breaker>>>;
  readonly quotas: QuotaWatch;
  readonly quietHours: QuietHours | null;
  readonly now: () => Date;
  readonly random: () => number;
}

/** What was loaded for a batch. */
export interface Known {
  readonly load: ReturnType<typeof contentLoader>;
  readonly reachOf: (claimed: Claimed) => Reach;
}

/** Until a quota of the day is full again; news that would wait for a new month is a person's to tell. */
const maxQuotaWaitMs = 24 * 3_600_000;
/** A longer wait for the pace is put into the database, so that others get their turn. */
const maxPaceWaitMs = 1_000;

/** Decides on a claimed delivery and sends it. Resolves with what became of it; rejects where the database does. */
export async function deliverOne(
  dependencies: DeliverDependencies,
  claimed: Claimed,
  { load, reachOf }: Known,
): Promise<Outcome> {
  const now = dependencies.now();
  const content = await load(claimed);
  if (content === null) return ended(claimed, "dropped", "the dossier is gone", now);
  if (claimed.follower.hasStopped) return ended(claimed, "dropped", "stopped following", now);
  const quietUntil = endOfQuiet(now, dependencies.quietHours);
  if (quietUntil !== null) return later(claimed, quietUntil, "quiet hours");

  const reach = reachOf(claimed);
  const available = new Set(Object.keys(dependencies.routes) as Route[]);
  const { route, reason, waitUntil } = decideRoute(reach, available, claimed.refused, now, (one) =>
    dependencies.quotas.usedUpUntil(one, now),
  );
  const push = route === null ? undefined : dependencies.routes[route];
  if (route === null || push === undefined) return withoutRoute(claimed, reason, waitUntil, now);

  const breaker = dependencies.breakers[route];
  const waitMs = Math.max(breaker?.waitMs(now) ?? 0, await paceOf(dependencies, push));
  if (waitMs > 0) return later(claimed, new Date(now.getTime() + waitMs), `${route}: paced`);
  const sent = messageOf(content, claimed, now, dependencies);
  const result = await push.send(addressOf(route, claimed, reach), sent);
  const sentAt = dependencies.now();
  const isUsedUp = dependencies.quotas.note(route, result, sentAt);
  // At once: the next claim passes this route by.
  if (isUsedUp && result.outcome !== "sent")
    return later(claimed, sentAt, `${route}: ${result.reason}`);
  noteHealth(breaker, result.outcome, sentAt);
  if (result.outcome === "wait" && push.paceKey !== null) {
    await dependencies.pacer.slowDown(push.paceKey, result.ms);
  }
  return outcomeOf(
    claimed,
    route,
    reason,
    judgeTry(onThis(route, claimed), result, dependencies.random),
    dependencies.now(),
  );
}

function withoutRoute(
  claimed: Claimed,
  reason: string,
  waitUntil: Date | null,
  now: Date,
): Outcome {
  const isWorthIt = waitUntil !== null && waitUntil.getTime() - now.getTime() <= maxQuotaWaitMs;
  return isWorthIt ? later(claimed, waitUntil, reason) : ended(claimed, "parked", reason, now);
}

/** Waits a moment where that is all it takes; else how long. */
async function paceOf({ pacer }: DeliverDependencies, { paceKey }: PushRoute): Promise<number> {
  if (paceKey === null) return 0;
  for (let waited = 0; ; ) {
    const waitMs = await pacer.take(paceKey, "bulk");
    if (waitMs === 0 || waited + waitMs > maxPaceWaitMs) return waitMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waited += waitMs;
  }
}

function addressOf(route: Route, { follower }: Claimed, { phone, email }: Reach) {
  const { account, user } = follower;
  switch (route) {
    case "zalo-template-phone":
    case "sms":
      return { account, to: phone ?? "" };
    case "email":
      return { account, to: email ?? "" };
    default:
      return { account, to: user };
  }
}

/** Tries count by route: another one begins anew. */
function onThis(route: Route, { lastRoute, tries, unknowns }: Claimed) {
  return lastRoute === route ? { tries, unknowns } : { tries: 0, unknowns: 0 };
}

function noteHealth(breaker: Breaker | undefined, outcome: string, now: Date): void {
  if (outcome === "retry" || outcome === "unknown" || outcome === "alarm")
    breaker?.noteFailure(now);
  else if (outcome !== "wait") breaker?.noteSuccess();
}

function outcomeOf(
  claimed: Claimed,
  route: Route,
  decided: string,
  verdict: ReturnType<typeof judgeTry>,
  now: Date,
): Outcome {
  const { tries, unknowns } = onThis(route, claimed);
  const base = { ...kept(claimed), route, tries: tries + 1, unknowns };
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
      const refused = [...claimed.refused, route];
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

function later(claimed: Claimed, dueAt: Date, reason: string): Outcome {
  return { ...kept(claimed), state: "waiting", dueAt, reason };
}

function ended(claimed: Claimed, state: "parked" | "dropped", reason: string, now: Date): Outcome {
  return { ...kept(claimed), state, dueAt: now, reason };
}

function kept({ id, tries, unknowns, refused, lastRoute }: Claimed) {
  return { id, tries, unknowns, refused, route: lastRoute, platformId: null };
}
