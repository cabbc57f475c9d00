import { createHash } from "node:crypto";
import { testAccount } from "./accounts.ts";

export interface SignedWebhook {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Builds the event as Zalo would post it: its bytes, and the headers that sign them. */
export function signedWebhook(
  event: object,
  { appId, oaSecretKey }: { readonly appId: string; readonly oaSecretKey: string } = testAccount,
): SignedWebhook {
  const payload = JSON.stringify(event);
  const timestamp = "timestamp" in event ? String(event.timestamp) : "";
  const mac = createHash("sha256").update(`${appId}${payload}${timestamp}${oaSecretKey}`);
  return {
    payload,
    headers: {
      "content-type": "application/json",
      "x-zevent-signature": `mac=${mac.digest("hex")}`,
    },
  };
}

/** Posts it to a running service, as Zalo would. */
export function postWebhook(serviceUrl: string, event: object): Promise<Response> {
  const { payload, headers } = signedWebhook(event);
  return fetch(`${serviceUrl}/webhooks/zalo`, { method: "POST", headers, body: payload });
}
