import { createHmac, timingSafeEqual } from "node:crypto";
import type { BenchPlatform, Said, Webhook } from "./platform.ts";

/** The Page of the bench, and of the faults. No real one has these ids. */
export const page = {
  pageId: "100000000000001",
  appId: "200000000000002",
  appSecret: "bench-app-secret",
  pageToken: "bench-page-token",
  verifyToken: "bench-verify-token",
} as const;

const webhookPath = "/webhooks/messenger";
const sendPath = `/${page.pageId}/messages`;
const proof = createHmac("sha256", page.appSecret).update(page.pageToken).digest("hex");

/** Several messages in one webhook, as Meta batches them. */
export function batchWebhook(said: readonly Said[]): Webhook {
  const messaging = said.map(({ user, id, text, at }) => ({
    sender: { id: user },
    recipient: { id: page.pageId },
    timestamp: at,
    message: { mid: id, text },
  }));
  const body = escaped({
    object: "page",
    entry: [{ id: page.pageId, time: said[0]?.at ?? 0, messaging }],
  });
  const signature = `sha256=${macOf(body)}`;
  return { path: webhookPath, headers: { "x-hub-signature-256": signature }, body };
}

export const messenger: BenchPlatform = {
  name: "messenger",
  accountId: page.pageId,
  webhookPath,
  textWebhook: (said) => batchWebhook([said]),
  settings: (url) => ({
    MESSENGER_PAGE_ID: page.pageId,
    MESSENGER_APP_SECRET: page.appSecret,
    MESSENGER_PAGE_TOKEN: page.pageToken,
    MESSENGER_VERIFY_TOKEN: page.verifyToken,
    MESSENGER_GRAPH_URL: url,
    MESSENGER_MESSAGES_PER_SECOND: "0",
  }),
  readSend: (path, body) => {
    if (!path.includes(sendPath)) return null;
    const { recipient, message } = JSON.parse(body);
    return message === undefined ? null : { user: recipient.id, text: textOf(message) };
  },
  sentAnswer: (send, user) => ({ recipient_id: user, message_id: `m_${send}` }),

  readWebhook: (headers, body) => {
    const given = Buffer.from(String(headers["x-hub-signature-256"]));
    const expected = Buffer.from(`sha256=${macOf(body)}`);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return JSON.parse(body.toString()).entry[0].messaging[0].sender.id;
  },
  sendCall: (url, { user, text }) => ({
    path: `${url}${sendPath}?appsecret_proof=${proof}`,
    headers: { authorization: `Bearer ${page.pageToken}`, "content-type": "application/json" },
    body: JSON.stringify({
      recipient: { id: user },
      messaging_type: "RESPONSE",
      message: { text },
    }),
  }),
};

/** Meta sends letters beyond ASCII escaped, and signs them so. */
function escaped(body: object): string {
  return JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function macOf(body: Buffer | string): string {
  return createHmac("sha256", page.appSecret).update(body).digest("hex");
}

interface Sent {
  readonly text?: string;
  readonly attachment?: {
    readonly payload: { readonly text?: string; readonly elements?: readonly object[] };
  };
}

/** Tells one reply from another, whatever its form. */
function textOf({ text, attachment }: Sent): string {
  return text ?? attachment?.payload.text ?? JSON.stringify(attachment?.payload.elements ?? []);
}
