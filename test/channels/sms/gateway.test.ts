import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import { sendTimeoutMs } from "../../../src/channels/sender.ts";
import { createSmsRoute } from "../../../src/channels/sms/gateway.ts";
import {
  callAndReset,
  callAndTimeOut,
  connectionRefused,
  interceptHttp,
} from "../../platforms/intercepted-http.ts";
import { pushMessage } from "../push-message.ts";

interceptHttp();

const host = "https://sms.example";

function send(origin = host, to = "0912 345 678") {
  const route = createSmsRoute({ url: `${origin}/send`, token: "secret" });
  return route.send({ account: "", to }, pushMessage);
}

const gateway = () => nock(host).post("/send");

test("posts the short text with our id to the number in the gateway's format", async () => {
  const scope = nock(host, {
    reqheaders: { authorization: "Bearer secret", "content-type": "application/json" },
  })
    .post("/send", { to: "84912345678", text: pushMessage.short, id: "hd-7" })
    .reply(202, { id: 9 });
  expect(await send()).toEqual({ outcome: "sent", platformId: "9" });
  scope.done();
});

describe("answers of the SMS gateway", () => {
  test.each<[string, number, unknown, Record<string, string>, object]>([
    ["an id that is a string", 200, { id: "x9" }, {}, { outcome: "sent", platformId: "x9" }],
    ["an acceptance without an id", 200, {}, {}, { outcome: "sent", platformId: null }],
    ["an acceptance that is no JSON", 200, "<ok>", {}, { outcome: "sent", platformId: null }],
    [
      "a rate limit with a time to wait",
      429,
      {},
      { "retry-after": "7" },
      { outcome: "rate-limited", ms: 7_000 },
    ],
    ["a rate limit without one", 429, {}, {}, { outcome: "rate-limited", ms: 10_000 }],
    [
      "a rate limit with a very long time to wait",
      429,
      {},
      { "retry-after": "86400" },
      { outcome: "rate-limited", ms: 600_000 },
    ],
    ["an error of the gateway", 500, {}, {}, { outcome: "retry" }],
    ["a wrong token", 401, {}, {}, { outcome: "account-blocked" }],
    ["a forbidden token", 403, {}, {}, { outcome: "account-blocked" }],
    ["a rejected message", 422, {}, {}, { outcome: "rejected" }],
  ])("reads %s", async (_case, status, body, headers, expected) => {
    gateway().reply(status, body as nock.Body, headers);
    expect(await send()).toMatchObject(expected);
  });

  test("retries a message if the gateway refuses the connection", async () => {
    gateway().replyWithError(connectionRefused());
    expect(await send()).toEqual({ outcome: "retry", reason: "gateway unreachable" });
  });

  test("reports a connection that is reset after the request as unknown", async () => {
    expect(await callAndReset((url) => send(url))).toMatchObject({ outcome: "unknown" });
  });

  test("reports a missing answer as unknown once the time limit has passed", async () => {
    const result = await callAndTimeOut((url) => send(url), sendTimeoutMs);
    expect(result).toMatchObject({ outcome: "unknown" });
  });

  test("rejects what is no mobile number without a request", async () => {
    const scope = gateway().reply(200, {});
    expect(await send(host, "028 3829 1055")).toMatchObject({ outcome: "rejected" });
    expect(scope.isDone()).toBe(false);
  });
});
