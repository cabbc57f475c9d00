import type { PushRouteName } from "../../channels/push.ts";
import { contactChannel } from "../../db/tables/subscription-tables.ts";
import { windows } from "./platform-policy.ts";

/** The facts about a recipient that decide by which route a message goes. */
export interface RoutingFacts {
  readonly channel: string;
  /** When the recipient was last active in the chat, as far as we know. */
  readonly lastActiveAt: Date | null;
  readonly consents: ReadonlySet<string>;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

/** The routing facts and the addresses themselves. */
export interface RecipientContacts extends RoutingFacts {
  readonly phone: string | null;
  readonly email: string | null;
}

/** Why a route is ineligible. If no route is left, the first of these that occurred is the reason. The values are stored. */
const ineligibilityReasons = [
  "refused",
  "quota used up",
  "window closed",
  "no address",
  "no consent",
  "off",
] as const;
export type IneligibilityReason = (typeof ineligibilityReasons)[number];

export interface RouteDecision {
  /** null if no route is eligible. */
  readonly route: PushRouteName | null;
  /** For operators: why this route was chosen, and why none before it. */
  readonly reason: string;
  /** If no route is eligible: when the first used-up quota is full again; null if waiting does not help. */
  readonly waitUntil: Date | null;
  readonly ineligibility: IneligibilityReason | null;
}

type Rule = (facts: RoutingFacts, now: Date) => IneligibilityReason | null;

const withinWindow =
  (windowMs: number): Rule =>
  ({ lastActiveAt }, now) =>
    lastActiveAt !== null && now.getTime() - lastActiveAt.getTime() < windowMs
      ? null
      : "window closed";
const hasPhone: Rule = (facts) => (facts.hasPhone ? null : "no address");
const hasEmail: Rule = (facts) => (facts.hasEmail ? null : "no address");
const withConsent =
  (purpose: string, rule: Rule): Rule =>
  (facts, now) =>
    facts.consents.has(purpose) ? rule(facts, now) : "no consent";
const always: Rule = () => null;

const phoneRule = withConsent("phone", hasPhone);
const emailRule = withConsent("email", hasEmail);

/** The routes of each channel in the order in which they are tried. */
const routesOf: Readonly<Record<string, readonly (readonly [PushRouteName, Rule])[]>> = {
  zalo: [
    ["zalo-chat", withinWindow(windows.zaloChatMs)],
    ["zalo-template", withinWindow(windows.zaloTemplateMs)],
    ["zalo-template-phone", phoneRule],
    ["sms", phoneRule],
    ["email", emailRule],
  ],
  messenger: [
    ["messenger-chat", withinWindow(windows.messengerChatMs)],
    ["messenger-template", always],
    ["sms", phoneRule],
    ["email", emailRule],
  ],
  // No consent is needed: the agency has enabled notifications for the contacts on its dossiers.
  [contactChannel]: [
    ["zalo-template-phone", hasPhone],
    ["sms", hasPhone],
    ["email", hasEmail],
  ],
};

/** Returns when a route's used-up quota is full again, or null if something is left. */
type UsedUpUntil = (route: PushRouteName) => Date | null;

/** Chooses the first route that is available, eligible, and has not refused the message. */
export function chooseRoute(
  facts: RoutingFacts,
  available: ReadonlySet<PushRouteName>,
  refused: readonly string[],
  now: Date,
  usedUpUntil: UsedUpUntil = () => null,
): RouteDecision {
  if (facts.channel !== contactChannel && !facts.consents.has("chat")) {
    const reason = "no consent";
    return { route: null, reason, waitUntil: null, ineligibility: reason };
  }
  const passed: string[] = [];
  const occurred = new Set<IneligibilityReason>();
  const waits: Date[] = [];
  for (const [route, rule] of routesOf[facts.channel] ?? []) {
    const ineligibility = checkRoute(route, available, refused) ?? rule(facts, now);
    const until = ineligibility === null ? usedUpUntil(route) : null;
    if (ineligibility === null && until === null) {
      const reason = [...passed, `${route}: chosen`].join("; ");
      return { route, reason, waitUntil: null, ineligibility: null };
    }
    if (until !== null) waits.push(until);
    occurred.add(ineligibility ?? "quota used up");
    passed.push(`${route}: ${ineligibility ?? `quota used up until ${until?.toISOString()}`}`);
  }
  const [firstWait = null] = waits.toSorted((a, b) => a.getTime() - b.getTime());
  return {
    route: null,
    reason: passed.join("; ") || "no route for this channel",
    waitUntil: firstWait,
    ineligibility: ineligibilityReasons.find((reason) => occurred.has(reason)) ?? "off",
  };
}

function checkRoute(
  route: PushRouteName,
  available: ReadonlySet<PushRouteName>,
  refused: readonly string[],
): IneligibilityReason | null {
  if (!available.has(route)) return "off";
  return refused.includes(route) ? "refused" : null;
}
