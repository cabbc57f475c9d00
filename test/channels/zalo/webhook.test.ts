import { afterEach, describe, expect, test } from "@jest/globals";
import { fastify } from "fastify";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import { type ZaloWebhookResult, zaloWebhook } from "../../../src/channels/zalo/webhook.ts";
import { testAccount } from "../../platforms/zalo/accounts.ts";
import { events } from "../../platforms/zalo/events.ts";
import { signedWebhook } from "../../platforms/zalo/sign.ts";

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function openWebhook(fail?: Error) {
  const taken: ChannelEvent[] = [];
  const counted: ZaloWebhookResult[] = [];
  const lines: string[] = [];
  const app = fastify({
    logger: { level: "trace", stream: { write: (line) => lines.push(line) } },
  });
  open.push(app);
  app.post("/json", async (request) => request.body);
  await app.register(zaloWebhook, {
    ...testAccount,
    receive: async (event) => {
      if (fail) throw fail;
      taken.push(event);
    },
    count: (result) => counted.push(result),
  });
  const post = async (payload: string, headers: Readonly<Record<string, string>> = {}) => {
    const request = { method: "POST", url: "/webhooks/zalo", payload, headers } as const;
    const answer = await app.inject(request);
    return answer.statusCode;
  };
  const deliver = (event: object) => {
    const { payload, headers } = signedWebhook(event);
    return post(payload, headers);
  };
  return { app, taken, counted, lines, post, deliver };
}

describe("POST /webhooks/zalo", () => {
  test("accepts a signed event and answers 200", async () => {
    const { deliver, taken, counted } = await openWebhook();
    expect(await deliver(events.text("Xin chào"))).toBe(200);
    expect(taken.map(({ payload }) => payload)).toEqual([{ type: "text", text: "Xin chào" }]);
    expect(counted).toEqual(["taken"]);
  });

  test("verifies the raw bytes, whatever the content type says", async () => {
    const { post, taken } = await openWebhook();
    const { payload, headers } = signedWebhook(events.text("chào"));
    expect(await post(payload, { ...headers, "content-type": "text/plain" })).toBe(200);
    expect(await post(` ${payload}`, headers)).toBe(401);
    expect(taken).toHaveLength(1);
  });

  test("answers 200 to both probes of the console and does nothing", async () => {
    const { post, deliver, taken, counted } = await openWebhook();
    expect(await post("{}", { "content-type": "application/json" })).toBe(200);
    expect(await deliver(events.consoleSample())).toBe(200);
    expect(taken).toEqual([]);
    expect(counted).toEqual(["probe", "ignored: another account"]);
  });

  test("ignores a signed event of another app of ours", async () => {
    const { post, taken, counted } = await openWebhook();
    const event = { ...events.text("chào"), app_id: "999" };
    const { payload, headers } = signedWebhook(event, { ...testAccount, appId: "999" });
    expect(await post(payload, headers)).toBe(200);
    expect(taken).toEqual([]);
    expect(counted).toEqual(["ignored: another app"]);
  });

  test("answers 401 to a wrong or missing signature and logs nothing of the body", async () => {
    const { post, taken, counted, lines } = await openWebhook();
    const { payload, headers } = signedWebhook(events.text("bí mật"), {
      ...testAccount,
      oaSecretKey: "wrong",
    });
    expect(await post(payload, headers)).toBe(401);
    expect(await post(payload, { "content-type": "application/json" })).toBe(401);
    expect(taken).toEqual([]);
    expect(counted).toEqual(["bad signature", "bad signature"]);
    expect(lines.join("")).not.toContain("bí mật");
    expect(lines.join("")).not.toContain("1000000000000000001");
  });

  test("answers 400 to what is no JSON and 413 to what is too large", async () => {
    const { post, taken } = await openWebhook();
    expect(await post("no json")).toBe(400);
    expect(await post("")).toBe(400);
    expect(await post(JSON.stringify("x".repeat(256 * 1024)))).toBe(413);
    expect(taken).toEqual([]);
  });

  test("answers 503 if an event cannot be stored, so that Zalo sends it again", async () => {
    const { deliver, counted } = await openWebhook(new Error("store down"));
    expect(await deliver(events.text("chào"))).toBe(503);
    expect(counted).toEqual(["not kept"]);
  });

  test("answers 200 to unknown events and counts them", async () => {
    const { deliver, counted } = await openWebhook();
    expect(await deliver(events.ofOa("tomorrow's event"))).toBe(200);
    expect(await deliver(events.submitInfo())).toBe(200);
    expect(counted).toEqual(["ignored: unknown event", "ignored: personal details"]);
  });

  test("leaves other routes reading JSON", async () => {
    const { app } = await openWebhook();
    const answer = await app.inject({ method: "POST", url: "/json", payload: { a: 1 } });
    expect(answer.json()).toEqual({ a: 1 });
  });
});
