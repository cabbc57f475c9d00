import type { Route } from "../../channels/push.ts";
import { windows } from "./windows.ts";

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
const obstacles = ["refused", "window closed", "no address", "no consent", "off"] as const;
export type Obstacle = (typeof obstacles)[number];

export interface Decision {
  readonly route: Route | null;
  /** For operators: why this one, and why none before it. */
  readonly reason: string;
  /** What stands in the way where there is no route. */
  readonly obstacle: Obstacle | null;
}

/** Each route of a follower's in the order in which it is tried, with what forbids it now. */
type Rule = readonly [Route, (facts: FollowerFacts, now: Date) => Obstacle | null];

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

/** The first route that is there, allowed, and has not refused yet; null where nothing can carry it. */
export function decideRoute(
  facts: FollowerFacts,
  available: ReadonlySet<Route>,
  refused: readonly string[],
  now: Date,
): Decision {
  const passed: string[] = [];
  const met = new Set<Obstacle>();
  if (facts.channel !== "contact" && !facts.consents.has("chat"))
    return { route: null, reason: "no consent", obstacle: "no consent" };
  for (const [route, forbids] of rules[facts.channel] ?? []) {
    const obstacle = obstacleTo(route, available, refused) ?? forbids(facts, now);
    if (obstacle === null) {
      return { route, reason: [...passed, `${route}: chosen`].join("; "), obstacle: null };
    }
    passed.push(`${route}: ${obstacle}`);
    met.add(obstacle);
  }
  const obstacle = obstacles.find((one) => met.has(one)) ?? "off";
  return { route: null, reason: passed.join("; ") || "no route for this channel", obstacle };
}

function obstacleTo(
  route: Route,
  available: ReadonlySet<Route>,
  refused: readonly string[],
): Obstacle | null {
  if (!available.has(route)) return "off";
  return refused.includes(route) ? "refused" : null;
}
