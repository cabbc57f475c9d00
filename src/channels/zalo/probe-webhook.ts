import { sendRequest } from "../http-client.ts";
import { computeZaloMac } from "./verify.ts";

interface WebhookSettings {
  readonly publicUrl: string;
  readonly appId: string;
  readonly oaSecretKey: string;
}

const timeoutMs = 5_000;

/**
 * Calls our own webhook as Zalo's console does when its address is saved; it has no effect. The signed sample is for
 * another OA, so the webhook ignores it.
 */
export async function probeZaloWebhook(settings: WebhookSettings) {
  const probe = await post(settings, "{}", {});
  if (probe !== 200) return { probe, signed: null };
  const timestamp = String(Date.now());
  const sample = JSON.stringify({
    app_id: settings.appId,
    event_name: "user_send_text",
    timestamp,
    sender: { id: "0" },
    recipient: { id: "0" },
    message: { msg_id: "zalo:check", text: "zalo:check" },
  });
  const mac = computeZaloMac(settings.appId, sample, timestamp, settings.oaSecretKey).toString(
    "hex",
  );
  return { probe, signed: await post(settings, sample, { "x-zevent-signature": `mac=${mac}` }) };
}

/** Returns the HTTP status, or null if no answer came. */
async function post(
  { publicUrl }: WebhookSettings,
  body: string,
  headers: Record<string, string>,
): Promise<number | null> {
  const result = await sendRequest({
    url: `${publicUrl}/webhooks/zalo`,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    timeoutMs,
  });
  return result.kind === "answer" ? result.status : null;
}
