import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "@jest/globals";
import { listen, type RunningServer, readBody } from "../http-server.ts";
import { testPage } from "./accounts.ts";
import { controlOf } from "./control.ts";
import { updates } from "./events.ts";
import { type MetaStandIn, type MetaStandInOptions, startMetaStandIn } from "./stand-in.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const proof = createHmac("sha256", testPage.appSecret).update(testPage.pageToken).digest("hex");
const bearer = { authorization: `Bearer ${testPage.pageToken}` };

async function start(options: MetaStandInOptions = {}) {
  const standIn: MetaStandIn = await startMetaStandIn({
    extra: controlOf(() => standIn),
    ...options,
  });
  open.push(standIn);
  const ask = async (path: string, body?: object, headers: Record<string, string> = bearer) => {
    const answer = await fetch(`${standIn.url}${path}`, {
      headers,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    return Object(await answer.json());
  };
  const send = async (body: object): Promise<number> => {
    const { error } = await ask(`/me/messages?appsecret_proof=${proof}`, body);
    return error?.code ?? 0;
  };
  const control = async (method: string, path: string, body?: object) => {
    const url = new URL(path, standIn.url);
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
    return Object(await answer.json());
  };
  return { standIn, ask, send, control };
}

const to = (message: object, more: object = {}) => ({ recipient: { id: "5" }, message, ...more });
const chip = (title: string, payload = "x") => ({ content_type: "text", title, payload });
const button = (title: string) => ({ type: "postback", title, payload: "x" });
const template = (payload: object) => to({ attachment: { type: "template", payload } });
const buttons = (text: string, count: number) =>
  template({ template_type: "button", text, buttons: Array(count).fill(button("a")) });
const cards = (count: number, element: object) =>
  template({ template_type: "generic", elements: Array(count).fill(element) });
const text = (length: number) => "x".repeat(length);

describe("Meta's stand-in", () => {
  test.each<[string, object, number]>([
    ["a text of 1,999 characters", to({ text: text(1_999) }), 0],
    ["one more", to({ text: text(2_000) }), 100],
    ["no text", to({ text: "" }), 100],
    ["decomposed accents", to({ text: "ạ".normalize("NFD") }), 100],
    ["13 quick replies", to({ text: "a", quick_replies: Array(13).fill(chip("a")) }), 0],
    ["14", to({ text: "a", quick_replies: Array(14).fill(chip("a")) }), 100],
    ["a title of 20", to({ text: "a", quick_replies: [chip(text(20))] }), 0],
    ["of 21", to({ text: "a", quick_replies: [chip(text(21))] }), 100],
    ["a payload of 1,001", to({ text: "a", quick_replies: [chip("a", text(1_001))] }), 100],
    ["3 buttons under 640 characters", buttons(text(640), 3), 0],
    ["4 buttons", buttons("a", 4), 100],
    ["641 characters", buttons(text(641), 1), 100],
    ["10 cards", cards(10, { title: text(80), subtitle: text(80) }), 0],
    ["11 cards", cards(11, { title: "a", subtitle: "b" }), 100],
    ["a card's title of 81", cards(1, { title: text(81), subtitle: "b" }), 100],
    ["a card with a title alone", cards(1, { title: "a" }), 100],
    ["metadata of 1,000", to({ text: "a", metadata: text(1_000) }), 100],
    [
      "a dead tag",
      to({ text: "a" }, { messaging_type: "MESSAGE_TAG", tag: "ACCOUNT_UPDATE" }),
      100,
    ],
    ["words and a template", to({ text: "a", attachment: {} }), 100],
    ["nobody", { recipient: {}, message: { text: "a" } }, 100],
    ["typing", { recipient: { id: "5" }, sender_action: "typing_on" }, 0],
    ["typing with words", { ...to({ text: "a" }), sender_action: "typing_on" }, 100],
  ])("accepts or refuses as Meta does: %s", async (_what, body, code) => {
    const { send } = await start();
    expect(await send(body)).toBe(code);
  });

  test("accepts a token only in the header and with its proof", async () => {
    const { ask, standIn } = await start();
    const hello = to({ text: "a" });
    const inUrl = `/me/messages?access_token=${testPage.pageToken}&appsecret_proof=${proof}`;
    expect((await ask(inUrl, hello, {})).error.code).toBe(190);
    expect((await ask(`/me/messages?appsecret_proof=${proof}`, hello, {})).error.code).toBe(190);
    expect((await ask("/me/messages", hello)).error.message).toContain("appsecret_proof");
    expect(standIn.ledger.entries).toEqual([]);
  });

  test("limits the messages of a second, and accepts them in the next", async () => {
    let time = 0;
    const { send } = await start({ messagesPerSecond: 1, now: () => time });
    expect([await send(to({ text: "a" })), await send(to({ text: "a" }))]).toEqual([0, 613]);
    time += 1_000;
    expect(await send(to({ text: "a" }))).toBe(0);
  });

  test("records every exchange in order, and posts echoes as Meta does", async () => {
    const bodies: string[] = [];
    const service: RunningServer = await listen((request, response) => {
      readBody(request, (body) => {
        bodies.push(body);
        response.end();
      });
    }, 0);
    open.push(service);
    const told: string[] = [];
    const echoed = Promise.withResolvers<void>();
    const { standIn, send } = await start({
      webhookUrl: service.url,
      echoes: true,
      keepsWindow: true,
      onExchange: (entry) => {
        told.push(entry.type);
        if (told.length === 3) echoed.resolve();
      },
    });
    expect(await send(to({ text: "sớm quá" }))).toBe(10);
    expect(await standIn.deliver(updates.text("chào", { user: "5" }))).toBe(200);
    told.length = 0;
    expect(await send(to({ text: "Chào bác", metadata: "hd:1" }))).toBe(0);
    await standIn.deliver(updates.read({ user: "5" }));
    await echoed.promise;
    expect(told).toEqual(["call", "webhook", "webhook"]);
    expect(bodies.join("")).toContain('"is_echo":true');
    expect(bodies.join("")).toContain('"metadata":"hd:1"');
    const [first] = standIn.exchange.entries;
    expect(first).toMatchObject({ type: "call", seq: 1, method: "POST", status: 400 });
  });

  test("takes faults from another process", async () => {
    const { control, send } = await start();
    await control("POST", "/fault", { name: "rate-limit", times: 1 });
    expect([await send(to({ text: "a" })), await send(to({ text: "a" }))]).toEqual([4, 0]);
    await control("POST", "/refuse", { user: "5", code: 551, subcode: 1545041 });
    expect(await send(to({ text: "a" }))).toBe(551);
    await control("POST", "/refuse", { user: "5", code: 0 });
    await control("POST", "/token", { alive: false });
    expect(await send(to({ text: "a" }))).toBe(190);
    expect((await control("GET", "/ledger")).entries).toHaveLength(1);
    expect((await control("GET", "/exchange?after=3")).entries).toHaveLength(1);
    expect((await control("POST", "/fault", { name: "no such" })).error).toContain("name");
    expect((await control("POST", "/deliver", { updates: [] })).error).toContain("webhookUrl");
  });
});
