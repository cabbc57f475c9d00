import type { ChannelEvent, EventPayload } from "../event.ts";
import type { GraphClient } from "./client.ts";

interface TypingOptions {
  readonly client: GraphClient;
  readonly account: string;
  /** Calls back after that many milliseconds; returns a function that prevents it. */
  readonly schedule: (ms: number, callback: () => void) => () => void;
}

/** Most answers come sooner, and a sign that comes after its answer stays for 20 seconds. */
const typingAfterMs = 700;
const timeoutMs = 2_000;

const answeredTypes: ReadonlySet<EventPayload["type"]> = new Set([
  "text",
  "choice",
  "location",
  "media",
  "follow",
  "referral",
]);

/**
 * Wraps the receiving of events: if a turn takes long, the resident sees that somebody is typing. Nothing depends on
 * the sign, so its outcome is ignored.
 */
export function showTyping(
  { client, account, schedule }: TypingOptions,
  receive: (event: ChannelEvent) => Promise<void>,
): (event: ChannelEvent) => Promise<void> {
  const showSign = (user: string) =>
    client({
      method: "POST",
      path: `/${account}/messages`,
      body: { recipient: { id: user }, sender_action: "typing_on" },
      timeoutMs,
    });
  return async (event) => {
    if (!answeredTypes.has(event.payload.type)) return receive(event);
    const cancel = schedule(typingAfterMs, () => showSign(event.user));
    try {
      await receive(event);
    } finally {
      cancel();
    }
  };
}
