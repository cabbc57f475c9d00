import type { PushRouteName } from "../../channels/push.ts";
import { windows } from "./platform-policy.ts";

/** What decides by which route a follower is told. */
export interface FollowerFacts {
  readonly channel: string;
  /** When they last did something in the chat, as far as we heard. */
  readonly lastHeard: Date | null;
  readonly consents: ReadonlySet<string>;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

/** What keeps a route from being taken; where nothing is left, the first of these that was met is told. */
const obstacles = [
  "refused",
  "quota used up",
  "window closed",
  "no address",
  "no consent",
  "off",
] as const;
export type Obstacle = (typeof obstacles)[number];

export interface RouteDecision {
  readonly route: PushRouteName | null;
  /** For operators: why this one, and why none before it. */
  readonly reason: string;
  /** Where there is none, when the first quota that is used up is full again; null: waiting for that is of no use. */
  readonly waitUntil: Date | null;
  /** What stands in the way where there is no route. */
  readonly obstacle: Obstacle | null;
}

/** Each route of a follower's in the order in which it is tried, with what forbids it now. */
type Rule = readonly [PushRouteName, (facts: FollowerFacts, now: Date) => Obstacle | null];

const within =
  (ms: number) =>
  (facts: FollowerFacts, now: Date): Obstacle | null =>
    facts.lastHeard !== null && now.getTime() - facts.lastHeard.getTime() < ms
      ? null
      : "window closed";
const consentTo =
  (purpose: string, has: (facts: FollowerFacts) => boolean) =>
  (facts: FollowerFacts): Obstacle | null => {
    if (!facts.consents.has(purpose)) return "no consent";
    return has(facts) ? null : "no address";
  };
const byPhone = consentTo("phone", ({ hasPhone }) => hasPhone);
const byEmail = consentTo("email", ({ hasEmail }) => hasEmail);

const last: readonly Rule[] = [
  ["sms", byPhone],
  ["email", byEmail],
];
const rules: Readonly<Record<string, readonly Rule[]>> = {
  zalo: [
    ["zalo-chat", within(windows.zaloChatMs)],
    ["zalo-template", within(windows.zaloTemplateMs)],
    ["zalo-template-phone", byPhone],
    ...last,
  ],
  // The agency has switched it on for the contacts on its dossiers.
  contact: [
    ["zalo-template-phone", ({ hasPhone }) => (hasPhone ? null : "no address")],
    ["sms", ({ hasPhone }) => (hasPhone ? null : "no address")],
    ["email", ({ hasEmail }) => (hasEmail ? null : "no address")],
  ],
  messenger: [
    ["messenger-chat", within(windows.messengerChatMs)],
    ["messenger-template", () => null],
    ...last,
  ],
};

/** When a route's quota, now used up, is full again; null where something is left. */
export type UsedUpUntil = (route: PushRouteName) => Date | null;

/** The first route that is there, allowed, and has not refused yet; null where nothing can carry it. */
export function decideRoute(
  facts: FollowerFacts,
  available: ReadonlySet<PushRouteName>,
  refused: readonly string[],
  now: Date,
  usedUpUntil: UsedUpUntil = () => null,
): RouteDecision {
  if (facts.channel !== "contact" && !facts.consents.has("chat"))
    return { route: null, reason: "no consent", waitUntil: null, obstacle: "no consent" };
  const passed: string[] = [];
  const met = new Set<Obstacle>();
  const waits: Date[] = [];
  for (const [route, forbids] of rules[facts.channel] ?? []) {
    const obstacle = obstacleTo(route, available, refused) ?? forbids(facts, now);
    const until = obstacle === null ? usedUpUntil(route) : null;
    if (obstacle === null && until === null) {
      const reason = [...passed, `${route}: chosen`].join("; ");
      return { route, reason, waitUntil: null, obstacle: null };
    }
    if (until !== null) waits.push(until);
    met.add(obstacle ?? "quota used up");
    passed.push(`${route}: ${obstacle ?? `quota used up until ${until?.toISOString()}`}`);
  }
  const [first = null] = waits.toSorted((one, other) => one.getTime() - other.getTime());
  const reason = passed.join("; ") || "no route for this channel";
  const obstacle = obstacles.find((one) => met.has(one)) ?? "off";
  return { route: null, reason, waitUntil: first, obstacle };
}

function obstacleTo(
  route: PushRouteName,
  available: ReadonlySet<PushRouteName>,
  refused: readonly string[],
): Obstacle | null {
  if (!available.has(route)) return "off";
  return refused.includes(route) ? "refused" : null;
}
