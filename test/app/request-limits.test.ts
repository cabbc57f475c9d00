import { expect, test } from "@jest/globals";
import { createMetrics, metricsRoute } from "../../src/app/metrics.ts";
import { messengerWebhook } from "../../src/channels/messenger/webhook.ts";
import { buildHttpServer } from "../../src/http/server.ts";
import { testPage } from "../platforms/messenger/accounts.ts";

async function openServer() {
  const app = await buildHttpServer({
    publicUrl: "http://localhost",
    trustProxy: 1,
    logLevel: "silent",
  });
  metricsRoute(app, createMetrics(), "a token of the tests");
  const statuses = async (url: string, count: number, address = "10.0.0.1") => {
    const answers: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const { statusCode } = await app.inject({ url, headers: { "x-forwarded-for": address } });
      answers.push(statusCode);
    }
    return answers;
  };
  return { app, statuses };
}

test("limits requests of unknown addresses by client, a network of IPv6 as one", async () => {
  const { app, statuses } = await openServer();
  const answers = await statuses("/khong-co", 400);
  expect(answers.filter((status) => status === 404)).toHaveLength(300);
  expect(answers.filter((status) => status === 429)).toHaveLength(100);
  expect(await statuses("/khong-co", 1, "10.0.0.2")).toEqual([404]);
  await statuses("/khong-co", 300, "2001:db8::1");
  expect(await statuses("/khong-co", 1, "2001:db8::2")).toEqual([429]);
  const late = await app.inject({ url: "/x", headers: { "x-forwarded-for": "10.0.0.1" } });
  expect(late.headers["content-type"]).toContain("application/problem+json");
  expect(Number(late.headers["retry-after"])).toBeGreaterThan(0);
});

test("limits guesses of Messenger's verify token", async () => {
  const { app, statuses } = await openServer();
  await app.register(messengerWebhook, {
    ...testPage,
    now: () => new Date(0),
    receive: async () => undefined,
    onEcho: () => undefined,
  });
  const url = "/webhooks/messenger?hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
  const answers = await statuses(`${url}guessed`, 100);
  expect(answers.filter((status) => status === 403)).toHaveLength(60);
  expect(answers.filter((status) => status === 429)).toHaveLength(40);
  expect(await statuses(`${url}${testPage.verifyToken}`, 1, "10.0.0.2")).toEqual([200]);
});

test("limits guesses of the metrics token", async () => {
  const { statuses } = await openServer();
  const answers = await statuses("/metrics", 200);
  expect(answers.filter((status) => status === 401)).toHaveLength(120);
  expect(answers.filter((status) => status === 429)).toHaveLength(80);
  expect(await statuses("/metrics", 1, "10.0.0.2")).toEqual([401]);
});
