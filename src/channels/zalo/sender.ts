import type { Message } from "../../wording/message.ts";
import { renderFailure } from "../fit-text.ts";
import { accountKey } from "../pacing.ts";
import { type PushRoute, renderChatMessage } from "../push.ts";
import { type Addressee, type ChannelSender, type SendResult, sendTimeoutMs } from "../sender.ts";
import { parseAnonymousUser } from "./anonymous.ts";
import {
  readZaloMessageId,
  type ZaloAnswer,
  type ZaloClient,
  type ZaloRecipient,
} from "./client.ts";
import { zaloErrorOf } from "./errors.ts";
import { readQuotaLeft } from "./quota.ts";
import { type ReplyStyle, renderZaloMessage, type ZaloMessage } from "./render.ts";
import type { TokenManager } from "./token-manager.ts";

interface ZaloSenderOptions {
  readonly client: Pick<ZaloClient, "send">;
  readonly tokens: Pick<TokenManager, "current" | "refused">;
  readonly style: ReplyStyle;
  /** Where the pages of help points are; null if Zalo could not open them. */
  readonly site?: string | null;
  readonly now: () => Date;
  /** Receives the number of requests per minute that Zalo says it allows. */
  readonly onRateLimit?: (perMinute: number) => void;
}

/** How long an account whose buttons were refused gets plain text. */
const plainTextMs = 3_600_000;
/** Zalo counts per minute; this is a sixth of it. */
const defaultWaitMs = 10_000;
const maxWaitMs = 60_000;
/** The quota of the OA; -218 is the quota of one person. */
const quotaUsedUpCode = -211;
/** With less time left, another try would be cut off before its answer. */
const minSendMs = 1_000;

/** Sends messages on Zalo. A whole send, with a token refresh and a second try, stays within `sendTimeoutMs`. */
export function createZaloSender(options: ZaloSenderOptions): ChannelSender {
  const { client, tokens, now, site = null } = options;
  const plainUntil = new Map<string, number>();

  /** One message that is being sent. `endsAt` is monotonic time. */
  interface Sending {
    readonly to: Addressee;
    readonly recipient: ZaloRecipient;
    readonly endsAt: number;
  }

  const styleFor = ({ to, recipient }: Sending, message: Message): ReplyStyle => {
    const isPlain = (plainUntil.get(plainKey(to, message)) ?? 0) > now().getTime();
    // No source says that the anonymous API accepts buttons.
    return isPlain || !("user_id" in recipient) ? "text" : options.style;
  };

  const post = async (sending: Sending, message: ZaloMessage): Promise<ZaloAnswer | SendResult> => {
    let token = await tokens.current(timeLeft(sending));
    for (let attempt = 1; ; attempt += 1) {
      if (token.status === "pending") return { outcome: "retry", reason: token.reason };
      if (token.status === "blocked") return { outcome: "account-blocked", reason: token.reason };
      const timeoutMs = timeLeft(sending);
      if (timeoutMs < minSendMs) return { outcome: "retry", reason: "the token came too late" };
      const { accessToken } = token;
      const { recipient } = sending;
      const answer = await client.send({ accessToken, recipient, message, timeoutMs });
      if (!wantsRefresh(answer)) return answer;
      if (attempt > 1)
        return { outcome: "retry", reason: `${describeAnswer(answer)}, also a new one` };
      token = await tokens.refused(accessToken, timeLeft(sending));
    }
  };

  const timeLeft = ({ endsAt }: Sending) => Math.max(0, endsAt - performance.now());

  return {
    async send(to, message) {
      const sending = { to, recipient: recipientOf(to), endsAt: performance.now() + sendTimeoutMs };
      try {
        const rendered = renderZaloMessage(message, styleFor(sending, message), site);
        const answer = await post(sending, rendered);
        if (rendered.attachment === undefined || !wantsPlainText(answer))
          return toSendResult(answer);
        if (timeLeft(sending) < minSendMs)
          return { outcome: "retry", reason: "no time for plain text" };
        const plain = toSendResult(await post(sending, renderZaloMessage(message, "text")));
        // If plain text is refused as well, the buttons were not the reason.
        if (plain.outcome === "sent") {
          plainUntil.set(plainKey(to, message), now().getTime() + plainTextMs);
        }
        return plain;
      } catch (error) {
        return renderFailure(error);
      }
    },
  };

  function toSendResult(answer: ZaloAnswer | SendResult): SendResult {
    if ("outcome" in answer) return answer;
    const reason = describeAnswer(answer);
    switch (answer.kind) {
      case "ok":
        if (answer.rateLimit !== null) options.onRateLimit?.(answer.rateLimit);
        return sentResult(answer.data);
      case "refused":
        return refusalResult(answer.code, reason);
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

/** Buttons that open something may be refused where those that answer are not, and the other way round. */
function plainKey({ account }: Addressee, { type }: Message): string {
  return `${account} ${type === "text" ? "cards" : "answers"}`;
}

/** Sends consultation messages: the same call as for replies, paced together with them and after them. */
export function createZaloChatRoute(sender: ChannelSender, account: string): PushRoute {
  return {
    paceKey: accountKey("zalo", account),
    send: ({ account: to, to: user }, message) =>
      sender.send({ account: to, user }, renderChatMessage(message), message.id),
  };
}

function sentResult(data: unknown): SendResult {
  const quota = readQuotaLeft(data);
  return { outcome: "sent", platformId: readZaloMessageId(data), ...(quota !== null && { quota }) };
}

function refusalResult(code: number, reason: string): SendResult {
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

function recipientOf({ user }: Addressee): ZaloRecipient {
  const anonymous = parseAnonymousUser(user);
  if (anonymous === null) return { user_id: user };
  return { anonymous_id: anonymous.id, conversation_id: anonymous.conversation };
}

function describeAnswer(answer: ZaloAnswer): string {
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
