import { createHash } from "node:crypto";

/** The Official Account of the bench, and of the faults. No real one has these ids. */
export const account = {
  oaId: "2000000000000000002",
  appId: "1234567890123456789",
  appSecret: "bench-app-secret",
  oaSecretKey: "bench-oa-secret-key",
  accessToken: "bench-access-token",
  refreshToken: "bench-refresh-token",
} as const;

export const webhookPath = "/webhooks/zalo";

export interface Webhook {
  readonly body: string;
  readonly signature: string;
}

/** What Zalo posts when a resident sends a text, signed as Zalo signs. */
export function textWebhook(user: string, messageId: string, text: string, at: number): Webhook {
  const timestamp = String(at);
  const body = JSON.stringify({
    app_id: account.appId,
    event_name: "user_send_text",
    timestamp,
    sender: { id: user },
    recipient: { id: account.oaId },
    user_id_by_app: user,
    message: { msg_id: messageId, text },
  });
  const signed = account.appId + body + timestamp + account.oaSecretKey;
  return { body, signature: `mac=${createHash("sha256").update(signed).digest("hex")}` };
}
