import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import {
  createGraphClient,
  type GraphCall,
  readMessengerMessageId,
} from "../../../src/channels/messenger/client.ts";
import {
  callAndReset,
  callAndTimeOut,
  connectionRefused,
  interceptHttp,
} from "../../platforms/intercepted-http.ts";

interceptHttp();

const host = "https://graph.facebook.com";
const version = "/v26.0";
const timeoutMs = 5_000;
const body = { recipient: { id: "5" }, message: { text: "Chào bác" } };
/** HMAC-SHA256 of the token under the app secret. */
const proof = "d8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856";

function call(options: Partial<GraphCall> = {}, graphUrl = `${host}${version}`) {
  const client = createGraphClient({ graphUrl, pageToken: "page-token", appSecret: "app-secret" });
  return client({ method: "POST", path: "/1/messages", body, timeoutMs, ...options });
}

const messages = () => nock(host).post(`${version}/1/messages`).query(true);

describe("requests to Meta's Graph API", () => {
  test("posts a message with the token in a header and its proof in the query", async () => {
    const scope = nock(host, {
      reqheaders: { authorization: "Bearer page-token", "content-type": "application/json" },
    })
      .post(`${version}/1/messages`, body)
      .query({ appsecret_proof: proof })
      .reply(200, { recipient_id: "5", message_id: "m1" });
    expect(await call()).toEqual({ kind: "ok", data: { recipient_id: "5", message_id: "m1" } });
    scope.done();
  });

  test("reads with a query and without a body", async () => {
    const scope = nock(host, { badheaders: ["content-type"] })
      .get(`${version}/me`)
      .query({ appsecret_proof: proof, fields: "id,name" })
      .reply(200, { id: "1" });
    const client = createGraphClient({
      graphUrl: `${host}${version}`,
      pageToken: "page-token",
      appSecret: "app-secret",
    });
    const query = { fields: "id,name" };
    const answer = await client({ method: "GET", path: "/me", query, timeoutMs });
    expect(answer).toEqual({ kind: "ok", data: { id: "1" } });
    scope.done();
  });

  test("deletes with a body whose length is stated", async () => {
    const fields = { fields: ["ice_breakers"] };
    const length = String(JSON.stringify(fields).length);
    const scope = nock(host, { reqheaders: { "content-length": length } })
      .delete(`${version}/me/messenger_profile`, fields)
      .query({ appsecret_proof: proof })
      .reply(200, { result: "success" });
    const answer = await call({ method: "DELETE", path: "/me/messenger_profile", body: fields });
    expect(answer).toMatchObject({ kind: "ok" });
    scope.done();
  });
});

describe("answers of Meta's Graph API", () => {
  const error = { code: 10, error_subcode: 2018278, message: "outside", fbtrace_id: "T" };

  test.each<[string, number, unknown, Record<string, string>, object]>([
    [
      "an error with its subcode and trace",
      400,
      { error },
      {},
      {
        kind: "refused",
        error: { code: 10, subcode: 2018278, isAboutProof: false },
        trace: "T",
        waitMs: null,
      },
    ],
    [
      "an error about the proof of the token",
      400,
      { error: { code: 100, message: "Invalid appsecret_proof provided" } },
      {},
      { kind: "refused", error: { code: 100, subcode: null, isAboutProof: true }, trace: null },
    ],
    [
      "an error with the status of a success",
      200,
      { error: { code: 190 } },
      {},
      { kind: "refused", error: { code: 190 } },
    ],
    [
      "a rate limit with a time to wait",
      429,
      { error: { code: 613 } },
      { "retry-after": "9" },
      { kind: "refused", error: { code: 613 }, waitMs: 9_000 },
    ],
    [
      "a rate limit with the minutes until access is regained",
      400,
      { error: { code: 80006 } },
      {
        "x-business-use-case-usage": JSON.stringify({
          "1": [{ estimated_time_to_regain_access: 2 }, { estimated_time_to_regain_access: 5 }],
        }),
      },
      { kind: "refused", waitMs: 300_000 },
    ],
    [
      "a usage header that is no JSON",
      400,
      { error: { code: 4 } },
      { "x-business-use-case-usage": "?" },
      { kind: "refused", waitMs: null },
    ],
    [
      "too many requests without an error of Meta's",
      429,
      "Too Many Requests",
      { "retry-after": "3" },
      { kind: "status", status: 429, waitMs: 3_000 },
    ],
    ["an error of the server", 503, "<html>", {}, { kind: "status", status: 503 }],
    ["a success that is no JSON", 200, "<html>", {}, { kind: "garbled" }],
    ["a success that is no object", 200, "7", {}, { kind: "garbled" }],
  ])("reads %s", async (_case, status, answer, headers, expected) => {
    messages().reply(status, answer as nock.Body, headers);
    expect(await call()).toMatchObject(expected);
  });

  test("reports a refused connection as a message that was not sent", async () => {
    messages().replyWithError(connectionRefused());
    expect(await call()).toEqual({ kind: "unsent", reason: "ECONNREFUSED" });
  });

  test("reports a connection that is reset after the request as unknown", async () => {
    const answer = await callAndReset((url) => call({}, url));
    expect(answer).toEqual({ kind: "unknown", reason: "ECONNRESET" });
  });

  test("reports a missing answer as unknown once the time limit has passed", async () => {
    const answer = await callAndTimeOut((url) => call({}, url), timeoutMs);
    expect(answer).toEqual({ kind: "unknown", reason: `no answer within ${timeoutMs} ms` });
  });

  test("cannot reach any host that the test does not name", async () => {
    expect(await call({}, "https://elsewhere.example")).toMatchObject({ kind: "unsent" });
  });
});

test.each([
  [{ message_id: "m1" }, "m1"],
  [{ message_id: "" }, null],
  [{ recipient_id: "5" }, null],
])("finds in the data %j the message id %j", (data, id) => {
  expect(readMessengerMessageId(data)).toBe(id);
});
