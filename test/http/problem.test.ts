import rateLimit from "@fastify/rate-limit";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import {
  ParameterError,
  problemDetails,
  sendProblem,
  TooManyRequestsError,
} from "../../src/http/problem.ts";

const secret = "Nguyen Van A 0909123456";
const logged: string[] = [];
let app: FastifyInstance;

beforeAll(async () => {
  app = Fastify({
    frameworkErrors: sendProblem,
    logger: { stream: { write: (line: string) => void logged.push(line) } },
    bodyLimit: 1024,
  });
  await app.register(problemDetails);
  app.post("/body", async () => ({}));
  app.get("/word/:word", async () => ({}));
  app.get("/parameters", async () => {
    throw new ParameterError([{ parameter: "ward", reason: "fits several wards" }]);
  });
  app.get("/broken", async () => {
    throw Object.assign(new Error(`duplicate key: ${secret}`, { cause: new Error(secret) }), {
      code: "23505",
      statusCode: 404,
    });
  });
  app.get("/thrown-text", () => Promise.reject(secret));
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      max: 1,
      timeWindow: 60_000,
      errorResponseBuilder: () => new TooManyRequestsError(),
    });
    scope.get("/limited", async () => ({}));
  });
  await app.ready();
});
afterAll(() => app.close());

const json = { "content-type": "application/json" };

test.each([
  ["an unknown address", { url: `/nowhere/${secret}` }, 404, "no-such-address"],
  ["a malformed address", { url: "/word/%E0%A4%A" }, 400, "unreadable-request"],
  ["a part too long", { url: `/word/${"a".repeat(101)}` }, 414, "address-too-long"],
  [
    "broken JSON",
    { url: "/body", headers: json, payload: `{"${secret}` },
    400,
    "unreadable-request",
  ],
  ["empty JSON", { url: "/body", headers: json, payload: "" }, 400, "unreadable-request"],
  [
    "a large body",
    { url: "/body", headers: json, payload: `"${"a".repeat(1024)}"` },
    413,
    "body-too-large",
  ],
  [
    "a strange media type",
    { url: "/body", headers: { "content-type": "text/x-strange" }, payload: secret },
    415,
    "media-type",
  ],
] as const)("answers %s with a problem of its own status", async (_what, request, status, kind) => {
  const method = "payload" in request ? "POST" : "GET";
  const response = await app.inject({ method, ...request });
  expect(response.statusCode).toBe(status);
  expect(response.headers["content-type"]).toBe("application/problem+json");
  expect(response.headers["cache-control"]).toBe("no-store");
  expect(response.json()).toEqual({
    type: `urn:huong-dan:problem:${kind}`,
    title: expect.any(String),
    status,
  });
  expect(response.body).not.toContain("Nguyen");
});

test("names a wrong parameter with its reason", async () => {
  const response = await app.inject("/parameters");
  expect(response.json()).toMatchObject({
    status: 400,
    errors: [{ parameter: "ward", reason: "fits several wards" }],
  });
});

test("says after too many requests when to try again", async () => {
  expect((await app.inject("/limited")).statusCode).toBe(200);
  const response = await app.inject("/limited");
  expect(response.headers["retry-after"]).toBe("60");
  expect(response.json()).toMatchObject({ status: 429, type: expect.stringMatching(/too-many/) });
});

test.each(["/broken", "/thrown-text"])(
  "answers an unforeseen error of %s with 500 and the request's id, whatever status it claims, and nothing else",
  async (url) => {
    const response = await app.inject(url);
    expect(response.json()).toEqual({
      type: "urn:huong-dan:problem:internal-error",
      title: "Something went wrong here",
      status: 500,
      request_id: expect.stringMatching(/^req-/),
    });
  },
);

test("logs an unforeseen error with its code and place, without its message", async () => {
  logged.length = 0;
  await app.inject("/broken");
  const line = logged.find((each) => each.includes("request failed")) ?? "";
  expect(JSON.parse(line)).toMatchObject({
    error: {
      name: "Error",
      code: "23505",
      frames: expect.arrayContaining([expect.stringContaining("problem.test.ts")]),
      cause: { name: "Error" },
    },
  });
  expect(logged.join()).not.toContain("Nguyen");
});

test("does not log a mistake of the caller as an error", async () => {
  logged.length = 0;
  await app.inject("/parameters");
  expect(logged.join()).not.toContain("request failed");
});
