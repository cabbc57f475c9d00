import { createHash, timingSafeEqual } from "node:crypto";
import type { BenchPlatform } from "./platform.ts";

/** The Official Account of the bench and the fault tests. No real account has these ids. */
export const account = {
  oaId: "2000000000000000002",
  appId: "1234567890123456789",
  appSecret: "bench-app-secret",
  oaSecretKey: "bench-oa-secret-key",
  accessToken: "bench-access-token",
  refreshToken: "bench-refresh-token",
} as const;

const webhookPath = "/webhooks/zalo";
const sendPath = "/v3.0/oa/message/cs";

export const zalo: BenchPlatform = {
  name: "zalo",
  accountId: account.oaId,
  webhookPath,
  textWebhook: ({ user, id, text, at }) => {
    const timestamp = String(at);
    const body = JSON.stringify({
      app_id: account.appId,
      event_name: "user_send_text",
      timestamp,
      sender: { id: user },
      recipient: { id: account.oaId },
      user_id_by_app: user,
      message: { msg_id: id, text },
    });
    const signed = account.appId + body + timestamp + account.oaSecretKey;
    const mac = createHash("sha256").update(signed).digest("hex");
    return { path: webhookPath, headers: { "x-zevent-signature": `mac=${mac}` }, body };
  },
  settings: (url) => ({
    ZALO_OA_ID: account.oaId,
    ZALO_APP_ID: account.appId,
    ZALO_APP_SECRET: account.appSecret,
    ZALO_OA_SECRET_KEY: account.oaSecretKey,
    ZALO_ACCESS_TOKEN: account.accessToken,
    ZALO_REFRESH_TOKEN: account.refreshToken,
    ZALO_OPENAPI_URL: url,
    ZALO_OAUTH_URL: url,
    ZALO_ZNS_URL: url,
    ZALO_REQUESTS_PER_MINUTE: "0",
  }),
  readSend: (path, body) => {
    if (path !== sendPath) return null;
    const { recipient, message } = JSON.parse(body);
    return { user: recipient.user_id, text: message.text ?? "" };
  },
  sentAnswer: (sendNumber, user) => ({
    error: 0,
    message: "Success",
    data: { message_id: `sent-${sendNumber}`, user_id: user },
  }),

  readWebhook: (headers, body) => {
    const event = JSON.parse(body.toString());
    const mac = createHash("sha256")
      .update(event.app_id)
      .update(body)
      .update(event.timestamp)
      .update(account.oaSecretKey)
      .digest("hex");
    const given = Buffer.from(String(headers["x-zevent-signature"]));
    const expected = Buffer.from(`mac=${mac}`);
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
    return isSigned ? event.sender.id : null;
  },
  sendCall: (url, { user, text }) => ({
    path: `${url}${sendPath}`,
    headers: { access_token: account.accessToken, "content-type": "application/json" },
    body: JSON.stringify({ recipient: { user_id: user }, message: { text } }),
  }),
};
