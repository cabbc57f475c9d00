import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { isAsTold } from "../../sandbox/stories/heard.ts";
import { NoStepError } from "../../sandbox/stories/player.ts";
import { loadStories } from "../../sandbox/stories/story.ts";

const slowMs = 90_000;
/** A working day. */
const monday = new Date("2026-11-30T09:30:00+07:00");
const stories = await loadStories();

describe("a story of the sandbox", () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox({
      port: 0,
      environment: { LOG_LEVEL: "silent" },
      beginsAt: monday,
    });
  }, slowMs);
  afterAll(() => sandbox.close(), 30_000);

  test("is one of at least eight, and each step says what to look at", () => {
    expect(stories.length).toBeGreaterThanOrEqual(8);
    expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length);
    const looks = stories.flatMap(({ steps }) => steps.map(({ look }) => look));
    expect(looks.filter((look) => !look.startsWith("Để ý: "))).toStrictEqual([]);
  });

  test.each(stories.map(({ id, steps }) => [id, steps.length] as const))(
    "%s is told by the service as it is written",
    async (id, length) => {
      await sandbox.stories.begin(id);
      const results: string[] = [];
      for (let at = 0; at < length; at += 1) results.push(await sandbox.stories.next());
      expect(results).toStrictEqual(Array.from({ length }, () => "as-told"));
      await expect(sandbox.stories.next()).rejects.toThrow(NoStepError);
    },
    slowMs,
  );

  test("is begun and moved on by the page, which refuses what is not possible", async () => {
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    expect(await post("/stories", { begin: "khong-co" })).toBe(409);
    expect(await post("/stories", { begin: stories[0]?.id })).toBe(204);
    expect(await post("/stories/next", {})).toBe(204);
    expect(await (await fetch(sandbox.url)).text()).toContain(stories[0]?.steps[0]?.look);
  });
});

test("a step differs if a word or the kind of message is missing", () => {
  const bubble = {
    kind: "bubble",
    from: "service",
    text: "Chào bác",
    buttons: [],
    chips: [],
  } as const;
  const line = { id: 1, at: 0, note: null, record: null, drawing: bubble };
  expect(isAsTold([line], { kind: "text", has: ["Chào"] })).toBe(true);
  expect(isAsTold([line], { kind: "text", has: ["Tạm biệt"] })).toBe(false);
  expect(isAsTold([line], { kind: "choices", has: [] })).toBe(false);
  expect(isAsTold([line], { kind: "silence", has: [] })).toBe(false);
  expect(isAsTold([], { kind: "silence", has: [] })).toBe(true);
});
