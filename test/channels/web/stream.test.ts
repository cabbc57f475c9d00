import { afterEach, expect, test } from "@jest/globals";
import { openEvents } from "./event-reader.ts";
import { type Browser, openSite, type Site } from "./site.ts";

type Reader = Awaited<ReturnType<typeof openEvents>>;
const readers: Reader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

async function listening(overrides: Parameters<typeof openSite>[0] = {}) {
  const site = await openSite(overrides);
  const address = await site.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = site.visit();
  await browser.open();
  // The first message stores what the page only showed.
  await browser.say("xin chào");
  const connect = async (query = "", headers: Record<string, string> = {}) => {
    const all = { cookie: browser.cookie(), ...headers };
    const reader = await openEvents(`${address}/web/stream${query}`, all);
    readers.push(reader);
    return reader;
  };
  return { site, address, browser, connect };
}

/** Reads the next `count` events with content: texts of lines, or "reset". */
async function read(reader: Reader, count: number): Promise<string[]> {
  const told: string[] = [];
  while (told.length < count) {
    const event = await reader.next();
    if (event === null) return [...told, "end"];
    if (event.event === "line") told.push(JSON.parse(event.data ?? "").message.text);
    else if (event.event !== undefined) told.push(event.event);
  }
  return told;
}

async function lastIdOf(site: Site, browser: Browser): Promise<string> {
  const response = await browser.request({ url: "/web/messages" });
  expect(site.app.server.listening).toBe(true);
  return response.json<{ entries: { id: string }[] }>().entries.at(-1)?.id ?? "";
}

test("delivers messages and replies to an open stream", async () => {
  const { site, browser, connect } = await listening();
  const reader = await connect(`?after=${await lastIdOf(site, browser)}`);
  expect(reader.response.headers.get("content-type")).toMatch("text/event-stream");
  await browser.say("khai sinh");
  expect(await read(reader, 2)).toEqual(["khai sinh", "3: khai sinh"]);
});

test("delivers the same entries to two tabs", async () => {
  const { site, browser, connect } = await listening();
  const after = `?after=${await lastIdOf(site, browser)}`;
  const tabs = [await connect(after), await connect(after)];
  await browser.say("một");
  await browser.say("hai");
  const told = await Promise.all(tabs.map((tab) => read(tab, 4)));
  expect(told[0]).toEqual(["một", "3: một", "hai", "4: hai"]);
  expect(told[1]).toEqual(told[0]);
});

test("misses and repeats nothing after a reconnect from the last event", async () => {
  const { site, browser, connect } = await listening();
  const before = await lastIdOf(site, browser);
  const reader = await connect(`?after=${before}`);
  await browser.say("một");
  await read(reader, 2);
  const lastEventId = await lastIdOf(site, browser);
  reader.close();
  await browser.say("hai");

  // The browser's own header counts, not the older id that the page's address still carries.
  const again = await connect(`?after=${before}`, { "last-event-id": lastEventId });
  await browser.say("ba");
  expect(await read(again, 4)).toEqual(["hai", "4: hai", "ba", "5: ba"]);
});

test.each(["", "?after=", "?after=1-1", "?after=nonsense", `?after=${"9".repeat(500)}`])(
  "sends everything that is stored, as a fresh page, to a reader who asks for %j",
  async (query) => {
    const { browser, connect } = await listening();
    await browser.say("một");
    const reader = await connect(query);
    expect(await read(reader, 6)).toEqual([
      "reset",
      "1: bắt đầu",
      "xin chào",
      "2: xin chào",
      "một",
      "3: một",
    ]);
  },
);

test("never delivers another visitor's entries", async () => {
  const { site, browser, connect } = await listening();
  const reader = await connect(`?after=${await lastIdOf(site, browser)}`);
  const stranger = site.visit();
  await stranger.open();
  await stranger.say("của người khác");
  await browser.say("của tôi");
  expect(await read(reader, 1)).toEqual(["của tôi"]);
});

test("empties the other tabs after a reset", async () => {
  const { site, browser, connect } = await listening();
  const reader = await connect(`?after=${await lastIdOf(site, browser)}`);
  await reader.next();
  await browser.request({ method: "POST", url: "/web/reset" });
  expect(await read(reader, 1)).toEqual(["reset"]);
});

test("keeps a quiet stream alive with comments", async () => {
  const { site, browser, connect } = await listening({ heartbeatMs: 20 });
  const reader = await connect(`?after=${await lastIdOf(site, browser)}`);
  await reader.next();
  expect(await reader.next()).toMatchObject({ event: undefined, data: undefined });
});

test("rejects a seventh tab until one of the others closes", async () => {
  const { connect } = await listening();
  const tabs = await Promise.all(Array.from({ length: 6 }, () => connect()));
  expect((await connect()).response.status).toBe(429);
  tabs[0]?.close();
  // The server notices it only after a few turns of the event loop.
  let status = 429;
  for (let tries = 0; status === 429 && tries < 100; tries += 1) {
    status = (await connect()).response.status;
  }
  expect(status).toBe(200);
});

test("limits the streams of one address, whoever its visitors are", async () => {
  const { site, address } = await listening({
    requestsPerMinute: 10_000,
    messagesPerMinute: 10_000,
  });
  const visit = async () => {
    const browser = site.visit();
    await browser.say("xin chào");
    const reader = await openEvents(`${address}/web/stream`, { cookie: browser.cookie() });
    readers.push(reader);
    return reader.response;
  };
  const responses = await Promise.all(Array.from({ length: 130 }, visit));
  const statuses = responses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(120);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  const refused = responses.find(({ status }) => status === 429);
  expect(refused?.headers.get("retry-after")).toBe("60");
}, 30_000);

test("rejects a reader without a cookie of ours", async () => {
  const { connect } = await listening();
  const reader = await connect("", { cookie: "huong-dan-visitor=forged" });
  expect(reader.response.status).toBe(401);
});

test("ends the streams when the service closes, without waiting for them", async () => {
  const { site, browser, connect } = await listening();
  const reader = await connect(`?after=${await lastIdOf(site, browser)}`);
  await reader.next();
  const began = performance.now();
  await site.app.close();
  expect(performance.now() - began).toBeLessThan(1000);
  expect(await reader.next()).toBeNull();
});
