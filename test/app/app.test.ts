import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildService, type Service } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";

const uuid = "0d2c1f7e-6a51-4c37-9a52-1f0b7b1c2d3e";
const logs: string[] = [];
let folder = "";
let service: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huong-dan-"));
  const config = readConfig({
    DATA_DIR: folder,
    METRICS_TOKEN: "token-of-metrics",
    TRUST_PROXY: "127.0.0.1",
    DESK_ADMIN_PASSWORD: "mat khau cua quan tri",
  });
  service = await buildService(config, { logs: { write: (line) => logs.push(line) } });
}, 60_000);

afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

test("the service reports that it is live, and ready once every part is ready", async () => {
  const live = await service.app.inject("/health/live");
  expect(live.json()).toEqual({ status: "live" });
  const ready = await service.app.inject("/health/ready");
  expect(ready.statusCode).toBe(200);
  expect(ready.json()).toEqual({
    status: "ready",
    parts: { catalog: "ok", store: "ok", database: "ok" },
  });
});

test("answers a resident's message with the real flows", async () => {
  const said = await service.app.inject({
    method: "POST",
    url: "/web/messages",
    payload: { id: uuid, text: "đăng ký khai sinh" },
  });
  expect(said.statusCode).toBe(200);
  const cookie = String(said.headers["set-cookie"]).split(";")[0] ?? "";
  const page = await service.app.inject({ url: "/", headers: { cookie } });
  expect(page.body).toContain("Làm giấy khai sinh cho bé");
});

test("serves the rate-limited API on the same server as the page", async () => {
  const response = await service.app.inject("/api/v1/points?limit=1");
  expect(response.statusCode).toBe(200);
  expect(response.headers["x-ratelimit-limit"]).toBeDefined();
});

test("forbids scripts and styles that are not files of our own", async () => {
  const { headers, body } = await service.app.inject("/");
  expect(headers["content-security-policy"]).toContain("default-src 'self'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(body).not.toMatch(/<script(?![^>]* src=)|<style|style="|onclick=/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  // On plain http this header would make the browser switch to https and lock a trial user out.
  expect(headers["strict-transport-security"]).toBeUndefined();
});

test("answers an unknown address with a problem document", async () => {
  const response = await service.app.inject("/khong-co");
  expect(response.statusCode).toBe(404);
  expect(response.headers["content-type"]).toMatch("application/problem+json");
});

test("shows metrics only with the token, and counts turns by flow and outcome", async () => {
  expect((await service.app.inject("/metrics")).statusCode).toBe(401);
  const wrong = await service.app.inject({
    url: "/metrics",
    headers: { authorization: "Bearer wrong" },
  });
  expect(wrong.statusCode).toBe(401);
  const { body } = await service.app.inject({
    url: "/metrics",
    headers: { authorization: "Bearer token-of-metrics" },
  });
  expect(body).toMatch(/huong_dan_turns_total\{channel="web",flow="[^"]+",outcome="[^"]+"\} \d/);
  expect(body).toContain("huong_dan_turn_seconds_bucket");
});

test("logs name the route and contain neither the sender nor the message", async () => {
  logs.length = 0;
  const secret = "Nguyễn Thị Bí Mật 079123456789";
  await service.app.inject({
    method: "POST",
    url: "/web/messages?q=bi-mat-trong-dia-chi",
    payload: { id: "7c0e5c0e-58a8-4f0c-8f8f-0d6cf6d1f0aa", text: secret },
    headers: { "x-forwarded-for": "203.0.113.77", cookie: "huong-dan-visitor=bi-mat-cua-khach" },
    remoteAddress: "127.0.0.1",
  });
  await service.app.inject({
    method: "POST",
    url: "/web/messages",
    payload: `{"text": "${secret}`,
    headers: { "content-type": "application/json" },
  });
  await service.app.inject("/bi-mat-trong-dia-chi");
  expect(logs.map((line) => JSON.parse(line))).toMatchObject([
    { method: "POST", route: "/web/messages", status: 200, ms: expect.any(Number) },
    { method: "POST", route: "/web/messages", status: 400 },
    { method: "GET", route: null, status: 404 },
  ]);
  expect(logs.join("")).not.toMatch(/Bí Mật|0791|bi-mat|203\.0\.113|127\.0\.0/);
});

test("answers 404 at /metrics if no token is configured", async () => {
  const { metricsRoute, createMetrics } = await import("../../src/app/metrics.ts");
  const { buildHttpServer } = await import("../../src/http/server.ts");
  const app = await buildHttpServer({
    publicUrl: "https://huongdan.example.vn",
    trustProxy: false,
    logLevel: "silent",
  });
  metricsRoute(app, createMetrics(), null);
  const response = await app.inject("/metrics");
  expect(response.statusCode).toBe(404);
  expect(response.headers["strict-transport-security"]).toBe("max-age=31536000");
  await app.close();
});
