import type { PushRouteName } from "../../channels/push.ts";

const hourMs = 3_600_000;
const marginMs = hourMs;

/**
 * How long after a person's last activity a platform accepts a message that the person has not asked for. Each line names the
 * day on which it was last checked (docs/platforms/zalo.md, "Sending windows"; docs/platforms/messenger.md, "Sending windows").
 * The service's windows are a little shorter, because the clocks differ and a refusal costs a try.
 */
export const windows = {
  /** Consultation messages: 7 days. Checked 2026-11-22. */
  zaloChatMs: 7 * 24 * hourMs - marginMs,
  /** Templates to an account: a year (unsure). Checked 2026-11-22. */
  zaloTemplateMs: 365 * 24 * hourMs - marginMs,
  /** Free text: 24 hours. Checked 2026-11-22. */
  messengerChatMs: 24 * hourMs - marginMs,
} as const;

/** When a quota is full again. No source names the time zone; ours is assumed (docs/platforms/zalo.md, "Quotas"). */
export type QuotaPeriod = "day" | "month";

interface RouteQuotas {
  /** By the names that the platform's answers give them. */
  readonly named: Readonly<Record<string, QuotaPeriod>>;
  /** The period to assume if a message is refused because a quota is used up. */
  readonly refused: QuotaPeriod;
}

/**
 * Which quotas close a route. Their sizes are read from the answers, because they differ by package and grow: consultation
 * messages 500 or 2,000 a month beyond the free ones, templates to a phone 500 to 20,000 a day (both disputed). Checked
 * 2026-11-22 (docs/platforms/zalo.md, "Quotas"). `reply`, a person's own count of free messages, after which messages are
 * charged, closes no route. Messenger has no quota but a rate (docs/platforms/messenger.md, "Rate limits"), which its answers
 * report as a wait.
 */
export const quotas: Readonly<Partial<Record<PushRouteName, RouteQuotas>>> = {
  "zalo-chat": {
    named: { sub_quota: "month", purchase_quota: "month", reward_quota: "month" },
    refused: "month",
  },
  "zalo-template": {
    named: { sub_quota: "month", purchase_quota: "month", reward_quota: "month", daily: "day" },
    refused: "day",
  },
  "zalo-template-phone": { named: { daily: "day" }, refused: "day" },
};
