import { createHmac } from "node:crypto";
import { testPage } from "./accounts.ts";

export interface SignedWebhook {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes JSON as Meta does: every letter beyond ASCII escaped, and the slash too. */
export function escapedJson(body: unknown): string {
  return JSON.stringify(body)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}

/** Builds the webhook as Meta would post it: its bytes, and the header that signs them. */
export function signedWebhook(
  body: unknown,
  { appSecret }: { readonly appSecret: string } = testPage,
): SignedWebhook {
  const payload = escapedJson(body);
  const mac = createHmac("sha256", appSecret).update(payload).digest("hex");
  return {
    payload,
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${mac}` },
  };
}
