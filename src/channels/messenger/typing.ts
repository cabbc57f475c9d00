import type { ChannelEvent } from "../event.ts";
import type { GraphClient } from "./client.ts";

export interface TypingOptions {
  readonly client: GraphClient;
  readonly account: string;
  /** Calls back after so many milliseconds; returns how to prevent it. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** Most answers are there sooner, and a sign that comes after its answer stays for 20 seconds. */
export const typingAfterMs = 700;
const timeoutMs = 2_000;

const answered: ReadonlySet<ChannelEvent["payload"]["type"]> = new Set([
  ...(["text", "choice", "location", "media", "follow", "referral"] as const),
]);

/**
 * Wraps the taking of events: where a turn takes long, the resident sees that somebody is typing. The sign is
 * of no weight: what becomes of it is not asked.
 */
export function showTyping(
  { client, account, after }: TypingOptions,
  take: (event: ChannelEvent) => Promise<void>,
): (event: ChannelEvent) => Promise<void> {
  const sign = (user: string) =>
    client({
      method: "POST",
      path: `/${account}/messages`,
      body: { recipient: { id: user }, sender_action: "typing_on" },
      timeoutMs,
    });
  return async (event) => {
    if (!answered.has(event.payload.type)) return take(event);
    const cancel = after(typingAfterMs, () => sign(event.user));
    try {
      await take(event);
    } finally {
      cancel();
    }
  };
}
