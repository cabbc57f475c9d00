import { failureOf } from "../fit-text.ts";
import { type Addressee, type ChannelSender, type SendResult, sendTimeoutMs } from "../sender.ts";
import { anonymousOf } from "./anonymous.ts";
import { type Recipient, sentIdOf, type ZaloAnswer, type ZaloClient } from "./client.ts";
import { zaloErrorOf } from "./errors.ts";
import { quotaLeftIn } from "./quota.ts";
import { type ReplyStyle, renderMessage, type ZaloMessage } from "./render.ts";
import type { TokenKeeper } from "./token-manager.ts";

export interface ZaloOutletOptions {
  readonly client: Pick<ZaloClient, "send">;
  readonly tokens: Pick<TokenKeeper, "current" | "refused">;
  readonly style: ReplyStyle;
  readonly now: () => Date;
  /** Hears the requests a minute that Zalo says it allows. */
  readonly onRateLimit?: (perMinute: number) => void;
}

/** How long an account that refused buttons gets none. */
const plainTextMs = 3_600_000;
/** Zalo counts by the minute; a wait this long lets a sixth of it pass. */
const defaultWaitMs = 10_000;
const maxWaitMs = 60_000;
/** Of the OA; -218 is one person's. */
const quotaUsedUpCode = -211;
/** With less time left, a second try would be cut off in the middle. */
const minSendMs = 1_000;

/** Sends replies in Zalo. All of a send, a refreshed token and a second try too, stays within `sendTimeoutMs`. */
export function createZaloSender(options: ZaloOutletOptions): ChannelSender {
  const { client, tokens, now } = options;
  const plainUntil = new Map<string, number>();

  /** One message under way. */
  interface Sending {
    readonly to: Addressee;
    readonly recipient: Recipient;
    readonly endsAt: number;
  }

  const styleFor = ({ to, recipient }: Sending): ReplyStyle => {
    const isPlain = (plainUntil.get(to.account) ?? 0) > now().getTime();
    // Nothing says that the anonymous API takes buttons.
    return isPlain || !("user_id" in recipient) ? "text" : options.style;
  };

  const post = async (sending: Sending, message: ZaloMessage): Promise<ZaloAnswer | SendResult> => {
    let token = await tokens.current(left(sending));
    for (let attempt = 1; ; attempt += 1) {
      if (token.status === "pending") return { outcome: "retry", reason: token.reason };
      if (token.status === "blocked") return { outcome: "account-blocked", reason: token.reason };
      const timeoutMs = left(sending);
      if (timeoutMs < minSendMs) return { outcome: "retry", reason: "the token came too late" };
      const { accessToken } = token;
      const { recipient } = sending;
      const answer = await client.send({ accessToken, recipient, message, timeoutMs });
      if (!wantsRefresh(answer)) return answer;
      if (attempt > 1) return { outcome: "retry", reason: `${reasonOf(answer)}, also a new one` };
      token = await tokens.refused(accessToken, left(sending));
    }
  };

  const left = ({ endsAt }: Sending) => Math.max(0, endsAt - performance.now());

  return {
    async send(to, message) {
      const sending = { to, recipient: recipientOf(to), endsAt: performance.now() + sendTimeoutMs };
      try {
        const rendered = renderMessage(message, styleFor(sending));
        const answer = await post(sending, rendered);
        if (rendered.attachment === undefined || !wantsPlainText(answer)) return resultOf(answer);
        if (left(sending) < minSendMs)
          return { outcome: "retry", reason: "no time for plain text" };
        const plain = resultOf(await post(sending, renderMessage(message, "text")));
        // Where plain text is refused as well, it wasn't the buttons.
        if (plain.outcome === "sent") plainUntil.set(to.account, now().getTime() + plainTextMs);
        return plain;
      } catch (error) {
        return failureOf(error);
      }
    },
  };

  function resultOf(answer: ZaloAnswer | SendResult): SendResult {
    if ("outcome" in answer) return answer;
    const reason = reasonOf(answer);
    switch (answer.kind) {
      case "ok":
        if (answer.rateLimit !== null) options.onRateLimit?.(answer.rateLimit);
        return sentWith(answer.data);
      case "refused":
        return refusal(answer.code, reason);
      case "status":
        if (answer.status === 429) {
          return { outcome: "rate-limited", reason, ms: waitMs(answer.retryAfterMs) };
        }
        return { outcome: answer.status >= 500 ? "retry" : "rejected", reason };
      case "unsent":
        return { outcome: "retry", reason };
      case "garbled":
      case "unknown":
        return { outcome: "unknown", reason };
    }
  }
}

function sentWith(data: unknown): SendResult {
  const quota = quotaLeftIn(data);
  return { outcome: "sent", platformId: sentIdOf(data), ...(quota !== null && { quota }) };
}

function refusal(code: number, reason: string): SendResult {
  const { action } = zaloErrorOf(code);
  if (code === quotaUsedUpCode) return { outcome: "account-blocked", reason, isQuotaUsedUp: true };
  if (action === "rate-limited") return { outcome: "rate-limited", reason, ms: defaultWaitMs };
  if (action === "text-style") return { outcome: "rejected", reason };
  return { outcome: action === "refresh" ? "retry" : action, reason };
}

function waitMs(asked: number | null): number {
  return Math.min(asked || defaultWaitMs, maxWaitMs);
}

function wantsRefresh(answer: ZaloAnswer): boolean {
  if (answer.kind === "status") return answer.status === 401;
  return answer.kind === "refused" && zaloErrorOf(answer.code).action === "refresh";
}

function wantsPlainText(answer: ZaloAnswer | SendResult): boolean {
  return (
    "kind" in answer &&
    answer.kind === "refused" &&
    zaloErrorOf(answer.code).action === "text-style"
  );
}

function recipientOf({ user }: Addressee): Recipient {
  const anonymous = anonymousOf(user);
  if (anonymous === null) return { user_id: user };
  return { anonymous_id: anonymous.id, conversation_id: anonymous.conversation };
}

function reasonOf(answer: ZaloAnswer): string {
  switch (answer.kind) {
    case "ok":
      return "sent";
    case "refused":
      return `Zalo answered ${answer.code}: ${zaloErrorOf(answer.code).meaning}`;
    case "status":
      return `Zalo answered HTTP ${answer.status}`;
    case "garbled":
      return "Zalo's answer cannot be read";
    case "unsent":
      return `Zalo cannot be reached (${answer.reason})`;
    case "unknown":
      return `Zalo was asked and did not answer (${answer.reason})`;
  }
}
