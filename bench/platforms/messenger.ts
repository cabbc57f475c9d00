import { createHmac, timingSafeEqual } from "node:crypto";
import type { BenchPlatform, ResidentMessage, Webhook } from "./platform.ts";

/** The Page of the bench and the fault tests. No real Page has these ids. */
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

/** Returns one webhook with several messages, as Meta batches them. */
export function batchWebhook(messages: readonly ResidentMessage[]): Webhook {
  const messaging = messages.map(({ user, id, text, at }) => ({
    sender: { id: user },
    recipient: { id: page.pageId },
    timestamp: at,
    message: { mid: id, text },
  }));
  const body = toEscapedJson({
    object: "page",
    entry: [{ id: page.pageId, time: messages[0]?.at ?? 0, messaging }],
  });
  const signature = `sha256=${macOf(body)}`;
  return { path: webhookPath, headers: { "x-hub-signature-256": signature }, body };
}

export const messenger: BenchPlatform = {
  name: "messenger",
  accountId: page.pageId,
  webhookPath,
  textWebhook: (message) => batchWebhook([message]),
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
  sentAnswer: (sendNumber, user) => ({ recipient_id: user, message_id: `m_${sendNumber}` }),

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

/** Returns the body as Meta sends and signs it: characters beyond ASCII are escaped. */
function toEscapedJson(body: object): string {
  return JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function macOf(body: Buffer | string): string {
  return createHmac("sha256", page.appSecret).update(body).digest("hex");
}

interface SentMessage {
  readonly text?: string;
  readonly attachment?: {
    readonly payload: { readonly text?: string; readonly elements?: readonly object[] };
  };
}

/** Returns a text that distinguishes one reply from another, whatever the form of the message. */
function textOf({ text, attachment }: SentMessage): string {
  return text ?? attachment?.payload.text ?? JSON.stringify(attachment?.payload.elements ?? []);
}
