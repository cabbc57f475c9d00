import { z } from "zod";
import { toVietnameseMobile } from "../../phone/phone-number.ts";
import { sendRequest } from "../http-client.ts";
import type { PushRoute } from "../push.ts";
import { type SendResult, sendTimeoutMs } from "../sender.ts";

interface SmsGateway {
  readonly url: string;
  readonly token: string;
}

const maxAnswerBytes = 64 * 1024;
const defaultWaitMs = 10_000;
const maxWaitMs = 600_000;

const acceptedSchema = z.object({ id: z.union([z.string(), z.number().transform(String)]) });

/**
 * Sends SMS through any gateway that accepts `POST SMS_URL` with `Authorization: Bearer SMS_TOKEN` and `{"to":"84912345678","text":"…",
 * "id":"hd-7"}`, answers 2xx with `{"id":"…"}` once it has accepted the message, and ignores an `id` that it has seen before
 * (docs/operating.md). 429 asks us to wait, 401 and 403 need an operator, other 4xx refuse the message.
 */
export function createSmsRoute({ url, token }: SmsGateway): PushRoute {
  return {
    paceKey: null,
    async send({ to }, { short, id }): Promise<SendResult> {
      const phone = toVietnameseMobile(to);
      if (phone === null) return { outcome: "rejected", reason: "not a Vietnamese mobile number" };
      const result = await sendRequest({
        url,
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ to: phone, text: short, id }),
        timeoutMs: sendTimeoutMs,
        maxAnswerBytes,
      });
      if (result.kind === "unsent") return { outcome: "retry", reason: "gateway unreachable" };
      if (result.kind === "unknown")
        return { outcome: "unknown", reason: "gateway did not answer" };
      return toSendResult(result.status, result.text, result.headers["retry-after"]);
    },
  };
}

function toSendResult(status: number, text: string, retryAfter: string | undefined): SendResult {
  const reason = `the gateway answered HTTP ${status}`;
  if (status >= 200 && status < 300) return { outcome: "sent", platformId: readMessageId(text) };
  if (status === 429) return { outcome: "rate-limited", reason, ms: waitMs(retryAfter) };
  if (status === 401 || status === 403) return { outcome: "account-blocked", reason };
  return { outcome: status >= 500 ? "retry" : "rejected", reason };
}

function readMessageId(text: string): string | null {
  try {
    return acceptedSchema.safeParse(JSON.parse(text)).data?.id ?? null;
  } catch {
    return null;
  }
}

function waitMs(retryAfter: string | undefined): number {
  const seconds = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) : 0;
  return seconds === 0 ? defaultWaitMs : Math.min(seconds * 1000, maxWaitMs);
}
