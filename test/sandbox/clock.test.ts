import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClock } from "../../sandbox/clock.ts";
import { readTime, timeOfPreset, timeToBeginWith } from "../../sandbox/clock-presets.ts";
import { formatSandboxTime } from "../../sandbox/page/trainer-view.ts";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { readUntil } from "./event-stream.ts";

const monday = new Date("2026-11-30T09:30:00+07:00");
const quiet = { fromMinute: 21 * 60 + 30, toMinute: 6 * 60 + 30 };

test("the clock goes on from the time that was set, and back to the machine's", () => {
  let machine = 1_000;
  const clock = createClock(() => machine);
  clock.set(monday);
  machine += 5_000;
  expect(clock.now()).toEqual(new Date(monday.getTime() + 5_000));
  clock.set(null);
  expect(clock.now()).toEqual(new Date(6_000));
});

test.each([
  ["tonight", "2026-11-30T22:00:00+07:00"],
  ["sunday", "2026-12-06T09:00:00+07:00"],
  ["tet", "2027-02-06T09:00:00+07:00"],
  ["in-8-days", "2026-12-08T09:30:00+07:00"],
] as const)("the preset %s is %s", (preset, at) => {
  expect(timeOfPreset(preset, monday)).toEqual(new Date(at));
});

test("days and times are read as they are written in Viet Nam, and nothing else", () => {
  expect(readTime("1/1/2027", "08:00")).toEqual(new Date("2027-01-01T08:00:00+07:00"));
  expect(readTime("31.12.2026", "7g05")).toEqual(new Date("2026-12-31T07:05:00+07:00"));
  for (const [day, time] of [
    ["31/02/2027", "08:00"],
    ["2027-01-01", "08:00"],
    ["1/1/2027", "24:00"],
    ["", ""],
  ] as const) {
    expect(readTime(day, time)).toBeNull();
  }
});

test("the sandbox begins in the morning if it is opened during quiet hours", () => {
  const morning = new Date("2026-12-01T09:00:00+07:00");
  expect(timeToBeginWith(new Date("2026-11-30T23:00:00+07:00"), quiet)).toEqual(morning);
  expect(timeToBeginWith(new Date("2026-12-01T03:00:00+07:00"), quiet)).toEqual(morning);
  expect(timeToBeginWith(monday, quiet)).toBeNull();
});

test("the time is shown as people in Viet Nam read it", () => {
  expect(formatSandboxTime(monday)).toBe("09:30 Thứ Hai 30/11/2026");
});

describe("the sandbox's clock", () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox({
      port: 0,
      environment: { LOG_LEVEL: "silent" },
      beginsAt: monday,
    });
  }, 90_000);
  afterAll(() => sandbox.close(), 30_000);

  const set = async (wanted: object) => {
    const answer = await fetch(`${sandbox.url}/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(wanted),
    });
    return answer.status;
  };
  const say = (text: string) =>
    fetch(`${sandbox.url}/phones/messenger`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ do: "text", text }),
    });

  test("is told to the page, and refuses what is no time", async () => {
    expect(await set({ day: "31/02/2027", time: "08:00" })).toBe(400);
    expect(await set({ preset: "yesterday" })).toBe(400);
    expect(await set({ day: "06/02/2027", time: "08:00" })).toBe(204);
    const page = await (await fetch(sandbox.url)).text();
    expect(page).toContain("Thứ Bảy 06/02/2027");
  });

  test("is the service's: at night a notification is kept until the morning", async () => {
    await set({ day: "30/11/2026", time: "10:00" });
    await sandbox.stories.begin("hoi-ho-so-den-dau");
    for (let at = 0; at < 4; at += 1) expect(await sandbox.stories.next()).toBe("as-told");
    await set({ preset: "tonight" });
    const before = sandbox.zalo.ledger.entries.length;
    expect(await sandbox.stories.next()).toBe("differs");
    expect(sandbox.zalo.ledger.entries.length).toBe(before);
    await set({ day: "01/12/2026", time: "08:00" });
    await readUntil(sandbox.url, "Thiếu bản chính giấy chứng sinh");
  }, 90_000);

  test("is what platforms say of their messages", async () => {
    await set({ day: "05/12/2026", time: "08:00" });
    await say("menu");
    await readUntil(sandbox.url, "Bác cần làm giấy tờ gì ạ");
    const bodies = sandbox.meta.exchange.entries.flatMap((entry) =>
      entry.type === "webhook" ? [JSON.stringify(entry.body)] : [],
    );
    expect(bodies.at(-1)).toMatch(/"time":17964/);
    expect(bodies.join()).not.toContain("1750000000000");
  });
});
