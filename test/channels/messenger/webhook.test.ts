import { afterEach, describe, expect, test } from "@jest/globals";
import { fastify } from "fastify";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import {
  type MessengerWebhookResult,
  messengerWebhook,
} from "../../../src/channels/messenger/webhook.ts";
import { testPage } from "../../platforms/messenger/accounts.ts";
import { updates, webhookOf } from "../../platforms/messenger/events.ts";
import { escapedJson, signedWebhook } from "../../platforms/messenger/sign.ts";

const url = "/webhooks/messenger";
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function openWebhook(failFor?: string) {
  const taken: ChannelEvent[] = [];
  const echoes: string[] = [];
  const counted: MessengerWebhookResult[] = [];
  const lines: string[] = [];
  const app = fastify({
    logger: { level: "trace", stream: { write: (line) => lines.push(line) } },
  });
  open.push(app);
  app.post("/json", async (request) => request.body);
  await app.register(messengerWebhook, {
    ...testPage,
    now: () => new Date("2026-11-23T01:00:00Z"),
    receive: async (event) => {
      if (event.user === failFor) throw new Error("store down");
      taken.push(event);
    },
    onEcho: (id) => echoes.push(id),
    count: (result) => counted.push(result),
  });
  const post = async (payload: string, headers: Readonly<Record<string, string>> = {}) =>
    (await app.inject({ method: "POST", url, payload, headers })).statusCode;
  const deliver = (body: unknown) => {
    const { payload, headers } = signedWebhook(body);
    return post(payload, headers);
  };
  const shake = (query: Record<string, string>) => app.inject({ url, query });
  return { app, taken, echoes, counted, lines, post, deliver, shake };
}

describe("the handshake", () => {
  const right = {
    "hub.mode": "subscribe",
    "hub.verify_token": testPage.verifyToken,
    "hub.challenge": "1158201444",
  };

  test("returns the challenge as plain text", async () => {
    const { shake, counted } = await openWebhook();
    const answer = await shake(right);
    expect([answer.statusCode, answer.body]).toEqual([200, "1158201444"]);
    expect(answer.headers["content-type"]).toMatch("text/plain");
    expect(counted).toEqual(["handshake"]);
  });

  test.each([
    ["another token", { ...right, "hub.verify_token": "guessed" }],
    ["another mode", { ...right, "hub.mode": "unsubscribe" }],
    ["a page for a challenge", { ...right, "hub.challenge": "<script>" }],
    ["nothing", {}],
  ])("rejects a handshake with %s", async (_what, query) => {
    const { shake, counted } = await openWebhook();
    expect((await shake(query)).statusCode).toBe(403);
    expect(counted).toEqual(["refused handshake"]);
  });
});

describe("POST /webhooks/messenger", () => {
  test("verifies the signature over the escaped bytes as they came", async () => {
    const { post, taken } = await openWebhook();
    const body = webhookOf([updates.text("Đăng ký khai sinh / khai tử")]);
    const { payload, headers } = signedWebhook(body);
    expect(payload).toContain("\\u0110\\u0103ng");
    expect(await post(payload, headers)).toBe(200);
    expect(taken.map(({ payload }) => payload)).toEqual([
      { type: "text", text: "Đăng ký khai sinh / khai tử" },
    ]);
    expect(await post(JSON.stringify(body), headers)).toBe(401);
    expect(await post(payload, { ...headers, "content-type": "text/plain" })).toBe(200);
  });

  test("answers 401 to a wrong or missing signature and logs nothing of the body", async () => {
    const { post, taken, counted, lines } = await openWebhook();
    const body = webhookOf([updates.text("bí mật")]);
    const forged = signedWebhook(body, { appSecret: "wrong" });
    expect(await post(forged.payload, forged.headers)).toBe(401);
    expect(await post(escapedJson(body))).toBe(401);
    expect(await post(escapedJson(body), { "x-hub-signature-256": "sha256=" })).toBe(401);
    expect(await post(escapedJson(body), { "x-hub-signature": "sha1=0123" })).toBe(401);
    expect(taken).toEqual([]);
    expect(counted).toEqual(Array(4).fill("bad signature"));
    expect(lines.join("")).not.toMatch(/bí mật|\\u00ed|5000000000000001/);
  });

  test("splits a batch of residents and Pages and processes only our Page's", async () => {
    const { deliver, taken, counted } = await openWebhook();
    const mine = ["1", "2", "3"].map((user) => updates.text("chào", { user }));
    const foreign = webhookOf([updates.text("chào", { pageId: "9" })], "9");
    const [entry] = webhookOf(mine).entry;
    expect(await deliver({ object: "page", entry: [entry, ...foreign.entry] })).toBe(200);
    expect(taken.map(({ user }) => user)).toEqual(["1", "2", "3"]);
    expect(counted.toSorted()).toEqual(["ignored: another account", "taken", "taken", "taken"]);
  });

  test("accepts a thousand updates of full length in one webhook", async () => {
    const { deliver, taken } = await openWebhook();
    const long = "ế".repeat(1_999);
    const batch = Array.from({ length: 1_000 }, (_, user) =>
      updates.text(long, { user: `${user}` }),
    );
    expect(await deliver(webhookOf(batch))).toBe(200);
    expect(taken).toHaveLength(1_000);
  });

  test("asks Meta to send a batch again if one event cannot be stored, and stores the others", async () => {
    const { deliver, taken, counted } = await openWebhook("2");
    const batch = ["1", "2", "3"].map((user) => updates.text("chào", { user }));
    expect(await deliver(webhookOf(batch))).toBe(503);
    expect(taken.map(({ user }) => user)).toEqual(["1", "3"]);
    expect(counted).toContain("not kept");
  });

  test("reports which reply has arrived by the echo of our own message", async () => {
    const { deliver, echoes, taken, counted } = await openWebhook();
    await deliver(webhookOf([updates.echo("Chào bác", { metadata: "hd:r-7" })]));
    expect([echoes, taken, counted]).toEqual([["r-7"], [], ["our own message"]]);
  });

  test("logs an error for the operator if Meta blocks the Page", async () => {
    const { deliver, lines, counted } = await openWebhook();
    expect(await deliver(webhookOf([updates.policy("block")]))).toBe(200);
    expect(counted).toEqual(["policy"]);
    const line = lines.map((text) => JSON.parse(text)).find(({ action }) => action === "block");
    expect(line).toMatchObject({ level: 50 });
  });

  test("acknowledges signed nonsense, because Meta would otherwise send it again", async () => {
    const { deliver, post, counted } = await openWebhook();
    for (const body of [null, [], 7, {}, { object: "page" }, { object: "user", entry: [] }]) {
      expect(await deliver(body)).toBe(200);
    }
    const { headers } = signedWebhook("");
    expect(await post(escapedJson(""), headers)).toBe(200);
    expect(new Set(counted)).toEqual(new Set(["ignored: malformed"]));
  });

  test("leaves other routes reading JSON", async () => {
    const { app } = await openWebhook();
    const answer = await app.inject({ method: "POST", url: "/json", payload: { a: 1 } });
    expect(answer.json()).toEqual({ a: 1 });
  });
});
