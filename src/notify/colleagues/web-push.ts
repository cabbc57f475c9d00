import { createHash } from "node:crypto";
import { z } from "zod";
import { sendRequest } from "../../channels/http-client.ts";
import { deletePush, selectPushes, upsertPush } from "../../db/queries/colleague-pushes.ts";
import { webPushKeyPlace } from "../../db/queries/service-keys.ts";
import type { DbHandle } from "../../db/schema.ts";
import { canaryUse, openCanary } from "../../security/canary.ts";
import { createSecretBox } from "../../security/secret-box.ts";
import type { SendOutcome, SendToColleague } from "./dispatch.ts";
import { combine } from "./senders.ts";

/** What a browser's push service needs, as the browser gives it. */
export const subscriptionSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}=*$/),
    auth: z.string().regex(/^[\w-]{20,30}=*$/),
  }),
});
type Subscription = z.infer<typeof subscriptionSchema>;

/** A browser that shows notices, as its owner's page lists it. */
export interface OwnDevice {
  readonly id: number;
  readonly device: string;
  readonly since: Date;
}

const keyPairSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
const subscriptionUse = "colleague addresses";
const timeoutMs = 10_000;
/** A browser that is off for a day shows no old notices. */
const lifeSeconds = 24 * 3_600;
const goneStatuses = [404, 410];
const firstServerError = 500;
const tooManyRequests = 429;
/** A redirection is refused, too: it could lead anywhere. */
const firstRefusal = 300;

interface WebPushOptions {
  readonly db: DbHandle;
  readonly secretKey: string;
  /** Whom push services may write to, as mailto: or https:; null: web push is off. */
  readonly subject: string | null;
  readonly now: () => Date;
  /** Whether a push service at an address may be asked, besides those on https. Tests allow theirs. */
  readonly allowsEndpoint?: (endpoint: URL) => boolean;
}

/** Sends notices to the browsers that colleagues have switched on. The key pair is made once and kept sealed. */
export function createWebPush(options: WebPushOptions) {
  const { db, secretKey, subject, now, allowsEndpoint = isPublicPushService } = options;
  const box = createSecretBox(secretKey, subscriptionUse);
  let keys: Promise<z.infer<typeof keyPairSchema>> | undefined;
  const keyPair = () => {
    keys ??= openKeyPair(db, secretKey, now).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };

  const sendTo = async (
    accountId: number,
    push: {
      readonly id: number;
      readonly endpoint_hash: string;
      readonly subscription_sealed: string;
    },
    payload: string,
  ): Promise<SendOutcome> => {
    const { generateRequestDetails } = await load();
    const text = box.open(push.subscription_sealed, contextOf(push.endpoint_hash));
    const subscription = subscriptionSchema.parse(JSON.parse(text));
    const { headers, body } = generateRequestDetails(subscription, payload, {
      vapidDetails: { subject: subject ?? "", ...(await keyPair()) },
      TTL: lifeSeconds,
      urgency: "high",
    });
    const result = await sendRequest({
      url: subscription.endpoint,
      method: "POST",
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ),
      body,
      timeoutMs,
    });
    if (result.kind !== "answer") return "retry";
    const { status } = result;
    if (goneStatuses.includes(status)) await deletePush(db, accountId, push.id);
    if (status >= firstServerError || status === tooManyRequests) return "retry";
    return status < firstRefusal ? "sent" : "failed";
  };

  const send: SendToColleague = async (accountId, { subject: title, url, id }) => {
    if (subject === null) return "failed";
    const payload = JSON.stringify({ title, url, id });
    const outcomes: SendOutcome[] = [];
    for (const push of await selectPushes(db, accountId)) {
      outcomes.push(await sendTo(accountId, push, payload));
    }
    return combine(outcomes);
  };

  return {
    send,
    /** Returns the key for which browsers subscribe; null: web push is off. */
    publicKey: async (): Promise<string | null> =>
      subject === null ? null : (await keyPair()).publicKey,
    /** Whether a browser's push service is one that the service sends to. */
    accepts: (subscription: Subscription) => allowsEndpoint(new URL(subscription.endpoint)),
    /** Switches a browser on in the caller's transaction. */
    async add(
      tx: DbHandle,
      accountId: number,
      { subscription, device }: { readonly subscription: Subscription; readonly device: string },
    ): Promise<void> {
      const endpoint_hash = createHash("sha256").update(subscription.endpoint).digest("hex");
      await upsertPush(tx, {
        account_id: accountId,
        endpoint_hash,
        subscription_sealed: box.seal(JSON.stringify(subscription), contextOf(endpoint_hash)),
        device,
        created_at: now(),
      });
    },
    remove: deletePush,
    async devices(accountId: number): Promise<readonly OwnDevice[]> {
      const rows = await selectPushes(db, accountId);
      return rows.map(({ id, device, created_at: since }) => ({ id, device, since }));
    },
  };
}

export type WebPush = ReturnType<typeof createWebPush>;

const contextOf = (endpointHash: string) => `push ${endpointHash}`;

/** The push services of the browsers in use: whoever is signed in must not make the service call any other address. */
const pushServices = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  "web.push.apple.com",
  "notify.windows.com",
];

function isPublicPushService({ protocol, hostname }: URL): boolean {
  return (
    protocol === "https:" &&
    pushServices.some((service) => hostname === service || hostname.endsWith(`.${service}`))
  );
}

/** The library is loaded once it is needed. */
async function load() {
  const { default: library } = await import("web-push");
  return library;
}

async function openKeyPair(db: DbHandle, secretKey: string, now: () => Date) {
  const box = createSecretBox(secretKey, canaryUse);
  const place = webPushKeyPlace(db, now);
  const { generateVAPIDKeys } = await load();
  const text = await openCanary(place, box, JSON.stringify(generateVAPIDKeys()));
  return keyPairSchema.parse(JSON.parse(text));
}
