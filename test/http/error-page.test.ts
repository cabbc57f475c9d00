import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FastifyInstance, InjectOptions } from "fastify";
import { TooManyRequestsError } from "../../src/http/problem.ts";
import { limitRequests } from "../../src/http/rate-limit.ts";
import { buildHttpServer } from "../../src/http/server.ts";
import { createErrorPage } from "../../src/pages/errors/error-page.ts";

let app: FastifyInstance;
const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
const secret = "Nguyen Van A 0909123456";

beforeAll(async () => {
  app = await buildHttpServer(
    { publicUrl: "https://huongdan.example.vn", trustProxy: false, logLevel: "silent" },
    { errorPage: createErrorPage("https://huongdan.example.vn") },
  );
  app.post("/body", async () => ({}));
  app.get("/word/:word", async () => ({}));
  app.get("/broken", () => Promise.reject(new Error(secret)));
  app.get("/away", () => Promise.reject(Object.assign(new Error(), { code: "STORE_UNAVAILABLE" })));
  await app.register(async (scope) => {
    await limitRequests(scope, {
      requestsPerMinute: 1,
      createError: () => new TooManyRequestsError(),
    });
    scope.get("/limited", async () => ({}));
  });
  await app.ready();
});
afterAll(() => app.close());

const json = { "content-type": "application/json" };
const cases: [string, InjectOptions, number, string][] = [
  ["an unknown address", { url: "/thu-tuk" }, 404, "Không có trang này"],
  ["an unknown address with HEAD", { url: "/thu-tuk", method: "HEAD" }, 404, ""],
  ["an address that cannot be read", { url: "/word/%E0%A4%A" }, 400, "không đọc được"],
  ["an address too long", { url: `/word/${"a".repeat(200)}` }, 414, "không đọc được"],
  [
    "a body that cannot be read",
    { url: "/body", method: "POST", headers: json, payload: `{"${secret}` },
    400,
    "không đọc được",
  ],
  [
    "a body too large",
    { url: "/body", method: "POST", headers: json, payload: `"${"a".repeat(70_000)}"` },
    413,
    "dài quá",
  ],
  ["an error of ours", { url: "/broken" }, 500, "Lỗi ở phía cháu"],
  ["an outage", { url: "/away" }, 503, "Máy đang bận"],
];

describe("a browser reads a Vietnamese page", () => {
  test.each(cases)("about %s", async (_what, request, status, words) => {
    const headers = { ...request.headers, ...browser };
    const response = await app.inject({ ...request, headers });
    expect(response.statusCode).toBe(status);
    expect(response.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(response.headers["cache-control"]).toBe("no-store");
    expect(response.headers["x-robots-tag"]).toBe("noindex");
    expect(response.headers["vary"]).toContain("accept");
    expect(response.body).toContain(words);
    expect(response.body).not.toContain("Nguyen");
    if (request.method === "HEAD") return;
    expect(response.body).toContain('<html lang="vi"');
    for (const way of ["/", "/thu-tuc", "/diem"]) expect(response.body).toContain(`href="${way}"`);
  });

  test("that shows nothing of an address made to hurt", async () => {
    const url = `/%3Cscript%3Ealert(1)%3C/script%3E?x="><script>alert(2)</script>`;
    const { statusCode, body } = await app.inject({ url, headers: browser });
    expect(statusCode).toBe(404);
    expect(body).not.toMatch(/alert/);
  });

  test("that names the error of ours for the operator, and only that", async () => {
    const { body } = await app.inject({ url: "/broken", headers: browser });
    expect(body).toMatch(/<code>[0-9a-f]{12}-\d+<\/code>/);
  });

  test("that says when to try again", async () => {
    await app.inject({ url: "/limited", headers: browser });
    const response = await app.inject({ url: "/limited", headers: browser });
    expect(response.statusCode).toBe(429);
    expect(response.headers["retry-after"]).toBe("60");
    expect(response.body).toContain("Bác chờ một chút nhé");
    const away = await app.inject({ url: "/away", headers: browser });
    expect(away.headers["retry-after"]).toBe("30");
    expect(away.body).toContain("Bác chờ 30 giây.");
  });

  test("in the desk with the way back to it", async () => {
    const { body } = await app.inject({ url: "/desk/%E0%A4%A", headers: browser });
    expect(body).toContain('href="/desk"');
    expect(body).toContain("Bạn quay lại");
  });
});

describe("a program reads a problem", () => {
  test.each(cases.filter(([, { method }]) => method !== "HEAD"))(
    "about %s",
    async (_what, request, status) => {
      const response = await app.inject(request);
      expect(response.statusCode).toBe(status);
      expect(response.headers["content-type"]).toBe("application/problem+json");
      expect(response.json()).toMatchObject({ status });
    },
  );

  test.each(["/api/v1/nowhere", "/integrations/onestop/nowhere", "/webhooks/nowhere", "/api"])(
    "at %s, whatever it accepts",
    async (url) => {
      const response = await app.inject({ url, headers: browser });
      expect(response.statusCode).toBe(404);
      expect(response.headers["content-type"]).toBe("application/problem+json");
    },
  );
});
