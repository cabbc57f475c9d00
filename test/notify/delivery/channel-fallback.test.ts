import { expect, test } from "@jest/globals";
import { type PushRouteName, pushRouteNames } from "../../../src/channels/push.ts";
import { chooseRoute, type RoutingFacts } from "../../../src/notify/delivery/channel-fallback.ts";
import { endOfQuietHours } from "../../../src/notify/delivery/quiet-hours.ts";

const now = new Date("2026-11-25T03:00:00Z");
const hour = 3_600_000;
const every = new Set<PushRouteName>(pushRouteNames);
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hour);

function facts(overrides: Partial<RoutingFacts> = {}): RoutingFacts {
  return {
    channel: "zalo",
    lastActiveAt: hoursAgo(1),
    consents: new Set(["chat", "phone", "email"]),
    hasPhone: true,
    hasEmail: true,
    ...overrides,
  };
}

test.each([
  [0, "zalo-chat"],
  [47, "zalo-chat"],
  [49, "zalo-chat"],
  [7 * 24 - 2, "zalo-chat"],
  [7 * 24 - 1, "zalo-template"],
  [7 * 24 + 1, "zalo-template"],
  [366 * 24, "zalo-template-phone"],
])("%d hours after the last activity on Zalo the route is %s", (hours, route) => {
  expect(chooseRoute(facts({ lastActiveAt: hoursAgo(hours) }), every, [], now).route).toBe(route);
});

test.each([
  [22, "messenger-chat"],
  [23, "messenger-template"],
  [25, "messenger-template"],
])("%d hours after the last activity on Messenger the route is %s", (hours, route) => {
  const resident = facts({ channel: "messenger", lastActiveAt: hoursAgo(hours) });
  expect(chooseRoute(resident, every, [], now).route).toBe(route);
});

test("refusals lead through all routes in order, and the reason names each of them", () => {
  const refused: PushRouteName[] = [];
  for (;;) {
    const { route } = chooseRoute(facts(), every, refused, now);
    if (route === null) break;
    refused.push(route);
  }
  expect(refused).toEqual(["zalo-chat", "zalo-template", "zalo-template-phone", "sms", "email"]);
  expect(chooseRoute(facts(), every, refused, now).reason).toMatch(
    /zalo-chat: refused.*email: refused/,
  );
});

test("no route is chosen without consent or without an address", () => {
  expect(chooseRoute(facts({ consents: new Set() }), every, [], now).route).toBeNull();
  const chatOnly = facts({ consents: new Set(["chat"]), lastActiveAt: null });
  expect(chooseRoute(chatOnly, every, [], now).route).toBeNull();
  const without = facts({ lastActiveAt: null, hasPhone: false });
  expect(chooseRoute(without, every, [], now).route).toBe("email");
  expect(chooseRoute(facts({ channel: "web" }), every, [], now).route).toBeNull();
});

const night = { fromMinute: 21 * 60 + 30, toMinute: 6 * 60 + 30 };
test.each([
  ["2026-11-25T14:29:59Z", null],
  ["2026-11-25T14:30:00Z", "2026-11-25T23:30:00.000Z"],
  ["2026-11-25T17:00:00Z", "2026-11-25T23:30:00.000Z"],
  ["2026-11-25T23:29:59Z", "2026-11-25T23:30:00.000Z"],
  ["2026-11-25T23:30:00Z", null],
])("the quiet hours in which %s lies end at %s", (at, end) => {
  expect(endOfQuietHours(new Date(at), night)?.toISOString() ?? null).toBe(end);
  expect(endOfQuietHours(new Date(at), null)).toBeNull();
});

test("quiet hours may begin and end on the same day", () => {
  const noon = { fromMinute: 12 * 60, toMinute: 13 * 60 };
  expect(endOfQuietHours(new Date("2026-11-25T05:30:00Z"), noon)).toEqual(
    new Date("2026-11-25T06:00:00Z"),
  );
  expect(endOfQuietHours(new Date("2026-11-25T06:00:00Z"), noon)).toBeNull();
});
