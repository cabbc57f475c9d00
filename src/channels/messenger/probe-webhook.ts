import { sendRequest } from "../http-client.ts";
import { computeMessengerMac } from "./verify.ts";

interface WebhookSettings {
  readonly publicUrl: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

const timeoutMs = 5_000;

/**
 * Calls our own webhook as Meta does when its address is saved, and posts a signed sample. Neither has an effect: the
 * sample is for another Page.
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
  const handshakeUrl = `${url}?${query}`;
  const handshake = await sendRequest({
    url: handshakeUrl,
    method: "GET",
    headers: {},
    timeoutMs,
  });
  if (handshake.kind !== "answer") return { handshake: null, signed: null };
  if (handshake.status !== 200 || handshake.text !== challenge) {
    return { handshake: handshake.status === 200 ? 404 : handshake.status, signed: null };
  }
  const body = JSON.stringify({ object: "page", entry: [{ id: "0", messaging: [] }] });
  const signature = `sha256=${computeMessengerMac(body, appSecret).toString("hex")}`;
  const posted = await sendRequest({
    url,
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    body,
    timeoutMs,
  });
  return { handshake: 200, signed: posted.kind === "answer" ? posted.status : null };
}
