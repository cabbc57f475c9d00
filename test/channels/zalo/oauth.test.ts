import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import { refreshPair, refreshTimeoutMs } from "../../../src/channels/zalo/oauth.ts";
import {
  callAndReset,
  callAndTimeOut,
  connectionRefused,
  interceptHttp,
} from "../../platforms/intercepted-http.ts";

interceptHttp();

const host = "https://oauth.zaloapp.com";

const refresh = (oauthUrl = host) =>
  refreshPair({ oauthUrl, appId: "1234567890123456789", appSecret: "app-secret" }, "first");

const tokenEndpoint = () => nock(host).post("/v4/oa/access_token");

const granted = { access_token: "a2", refresh_token: "r2" };

test("exchanges the refresh token in a form, with the app secret in a header", async () => {
  const scope = nock(host, {
    reqheaders: {
      "content-type": "application/x-www-form-urlencoded",
      secret_key: "app-secret",
    },
  })
    .post("/v4/oa/access_token", {
      app_id: "1234567890123456789",
      grant_type: "refresh_token",
      refresh_token: "first",
    })
    .reply(200, { ...granted, expires_in: "90000" });
  expect(await refresh()).toEqual({
    kind: "new",
    pair: { accessToken: "a2", refreshToken: "r2" },
    livesMs: 90_000_000,
  });
  scope.done();
});

describe("answers of Zalo's token server", () => {
  test.each<[string, number, unknown, object]>([
    ["a life in seconds", 200, { ...granted, expires_in: 3_600 }, { livesMs: 3_600_000 }],
    ["a life that is missing", 200, granted, { kind: "new", livesMs: 90_000_000 }],
    ["a life that is no number", 200, { ...granted, expires_in: "?" }, { livesMs: 90_000_000 }],
    ["a refusal", 200, { error: -118 }, { kind: "refused", reason: "error -118" }],
    ["a refusal with a status", 400, { error: "bad" }, { kind: "refused", reason: "error bad" }],
    [
      "a refusal known by its name and reason only",
      200,
      { error: null, error_name: "Invalid refresh token", error_reason: "used before" },
      { kind: "refused", reason: "error name Invalid refresh token" },
    ],
    [
      "a refusal known by its reason only",
      200,
      { error_reason: "Invalid refresh token." },
      { kind: "refused", reason: "error reason Invalid refresh token." },
    ],
    [
      "a refusal known by its description only",
      400,
      { error_description: "Refresh token expired" },
      { kind: "refused", reason: "error description Refresh token expired" },
    ],
    ["a limit of requests", 429, { error: -32 }, { kind: "unclear", reason: "HTTP 429" }],
    ["an error of the server", 503, { error: -1 }, { kind: "unclear", reason: "HTTP 503" }],
    ["an answer that is no JSON", 200, "<html>", { kind: "unclear", reason: "HTTP 200" }],
    [
      "a pair without a refresh token",
      200,
      { access_token: "a2" },
      { kind: "unclear", reason: "HTTP 200" },
    ],
  ])("reads %s", async (_case, status, body, expected) => {
    tokenEndpoint().reply(status, body as nock.Body);
    expect(await refresh()).toMatchObject(expected);
  });

  test("leaves it open whether the token was spent if the connection is refused", async () => {
    tokenEndpoint().replyWithError(connectionRefused());
    expect(await refresh()).toEqual({ kind: "unclear", reason: "ECONNREFUSED" });
  });

  test("leaves it open whether the token was spent if the connection is reset", async () => {
    expect(await callAndReset(refresh)).toEqual({ kind: "unclear", reason: "ECONNRESET" });
  });

  test("leaves it open whether the token was spent if no answer comes in time", async () => {
    const result = await callAndTimeOut(refresh, refreshTimeoutMs);
    expect(result).toEqual({ kind: "unclear", reason: `no answer within ${refreshTimeoutMs} ms` });
  });
});
