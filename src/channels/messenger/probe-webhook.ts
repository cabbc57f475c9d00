import { sendRequest } from "../http-client.ts";
import { maxAnswerBytes } from "./limits.ts";
import { macOf } from "./verify.ts";

interface WebhookSettings {
  readonly publicUrl: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

const timeoutMs = 5_000;

/**
 * Asks our own webhook as Meta does when its address is saved, and posts a signed sample: nothing happens by
 * either, as the sample is for another Page.
 */
export async function probeMessengerWebhook({
  publicUrl,
  appSecret,
  verifyToken,
}: WebhookSettings) {
  const url = `${publicUrl}/webhooks/messenger`;
  const challenge = "1158201444";
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.verify_token": verifyToken,
    "hub.challenge": challenge,
  });
  const asked = `${url}?${query}`;
  const shaken = await sendRequest({
    url: asked,
    method: "GET",
    headers: {},
    timeoutMs,
    maxAnswerBytes,
  });
  if (shaken.kind !== "answer") return { handshake: null, signed: null };
  if (shaken.status !== 200 || shaken.text !== challenge) {
    return { handshake: shaken.status === 200 ? 404 : shaken.status, signed: null };
  }
  const body = JSON.stringify({ object: "page", entry: [{ id: "0", messaging: [] }] });
  const signature = `sha256=${macOf(body, appSecret).toString("hex")}`;
  const posted = await sendRequest({
    url,
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    body,
    timeoutMs,
    maxAnswerBytes,
  });
  return { handshake: 200, signed: posted.kind === "answer" ? posted.status : null };
}
