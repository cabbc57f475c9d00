import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import { createZaloClient, readZaloMessageId } from "../../../src/channels/zalo/client.ts";
import {
  callAndReset,
  callAndTimeOut,
  connectionRefused,
  interceptHttp,
} from "../../platforms/intercepted-http.ts";

interceptHttp();

const host = "https://openapi.zalo.me";
const timeoutMs = 5_000;
const message = { text: "Chào bác" };

function send(openapiUrl = host) {
  const client = createZaloClient({ openapiUrl });
  const recipient = { user_id: "1000000000000000001" };
  return client.send({ accessToken: "living", recipient, message, timeoutMs });
}

const sendEndpoint = () => nock(host).post("/v3.0/oa/message/cs");

describe("requests to Zalo's Official Account API", () => {
  test("posts a message to a resident with the access token in its own header", async () => {
    const scope = nock(host, {
      reqheaders: { access_token: "living", "content-type": "application/json" },
      badheaders: ["appsecret_proof", "authorization"],
    })
      .post("/v3.0/oa/message/cs", { recipient: { user_id: "1000000000000000001" }, message })
      .reply(200, { error: 0, data: { message_id: "m1" } });
    expect(await send()).toEqual({ kind: "ok", data: { message_id: "m1" }, rateLimit: null });
    scope.done();
  });

  test("posts a message to an anonymous visitor to the endpoint of version 2", async () => {
    const recipient = { anonymous_id: "a", conversation_id: "c" };
    const scope = nock(host)
      .post("/v2.0/oa/message", { recipient, message })
      .reply(200, { error: 0, data: { message_id: "m1" } });
    const client = createZaloClient({ openapiUrl: host });
    const answer = await client.send({ accessToken: "living", recipient, message, timeoutMs });
    expect(answer).toMatchObject({ kind: "ok" });
    scope.done();
  });

  test("reads the account without a body", async () => {
    const scope = nock(host, { reqheaders: { access_token: "living" } })
      .get("/v2.0/oa/getoa")
      .reply(200, { error: 0, data: { oaid: "2" } });
    const client = createZaloClient({ openapiUrl: host });
    expect(await client.readAccount("living", timeoutMs)).toMatchObject({ data: { oaid: "2" } });
    scope.done();
  });

  test("signs the access token with the app secret if the app demands a proof", async () => {
    const proof = "b5b42a86ca0e8ac945f6b456b6d772b4ef220f95ae0d044a209d27853ea8e3bd";
    const scope = nock(host, { reqheaders: { access_token: "living", appsecret_proof: proof } })
      .get("/v2.0/oa/getoa")
      .reply(200, { error: 0 });
    const client = createZaloClient({ openapiUrl: host, proofSecret: "app-secret" });
    expect(await client.readAccount("living", timeoutMs)).toMatchObject({ kind: "ok" });
    scope.done();
  });
});

describe("answers of Zalo's Official Account API", () => {
  test.each<[string, number, unknown, Record<string, string>, object]>([
    [
      "a success with the package's limit",
      200,
      { error: 0, data: { message_id: "m1" } },
      { "x-ratelimit-limit": "4000" },
      { kind: "ok", data: { message_id: "m1" }, rateLimit: 4_000 },
    ],
    ["an error code", 200, { error: -216 }, {}, { kind: "refused", code: -216 }],
    ["an error code as a string", 200, { error: "-32" }, {}, { kind: "refused", code: -32 }],
    ["an error code with a status", 403, { error: -224 }, {}, { kind: "refused", code: -224 }],
    [
      "too many requests with a time to wait",
      429,
      "Too Many Requests",
      { "retry-after": "7" },
      { kind: "status", status: 429, retryAfterMs: 7_000 },
    ],
    [
      "too many requests with a date to wait for",
      429,
      "Too Many Requests",
      { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" },
      { kind: "status", status: 429, retryAfterMs: null },
    ],
    ["an error of the server", 502, "<html>", {}, { kind: "status", status: 502 }],
    ["a success that is no JSON", 200, "<html>\u0000", {}, { kind: "garbled" }],
    ["JSON in another form", 200, { ok: true }, {}, { kind: "garbled" }],
  ])("reads %s", async (_case, status, body, headers, expected) => {
    sendEndpoint().reply(status, body as nock.Body, headers);
    expect(await send()).toMatchObject(expected);
  });

  test("reports a refused connection as a message that was not sent", async () => {
    sendEndpoint().replyWithError(connectionRefused());
    expect(await send()).toEqual({ kind: "unsent", reason: "ECONNREFUSED" });
  });

  test("reports a connection that is reset after the request as unknown", async () => {
    expect(await callAndReset(send)).toEqual({ kind: "unknown", reason: "ECONNRESET" });
  });

  test("reports a missing answer as unknown once the time limit has passed", async () => {
    const answer = await callAndTimeOut(send, timeoutMs);
    expect(answer).toEqual({ kind: "unknown", reason: `no answer within ${timeoutMs} ms` });
  });

  test("cannot reach any host that the test does not name", async () => {
    expect(await send("https://elsewhere.example")).toMatchObject({ kind: "unsent" });
  });
});

test.each([
  [{ message_id: "m1" }, "m1"],
  [{ message_id: "" }, null],
  [{ message_id: 7 }, null],
  [undefined, null],
])("finds in the data %j the message id %j", (data, id) => {
  expect(readZaloMessageId(data)).toBe(id);
});
