import type { PushRouteName } from "../../channels/push.ts";

/**
 * What platforms allow. Windows: when they take what nobody has just asked for, each with the day on which it was last checked (references zalo.md §5,
 * messenger.md §2). Ours are a little shorter: their clocks and ours differ, and a refusal costs a try.
 */
const hourMs = 3_600_000;
const marginMs = hourMs;

export const windows = {
  /** Consultation messages: 7 days since the person last did something. Checked 2026-11-22. */
  zaloChatMs: 7 * 24 * hourMs - marginMs,
  /** Templates to an account: a year since the last interaction (unsure). Checked 2026-11-22. */
  zaloTemplateMs: 365 * 24 * hourMs - marginMs,
  /** Free text: 24 hours since the person last did something. Checked 2026-11-22. */
  messengerChatMs: 24 * hourMs - marginMs,
} as const;

/** When a quota is full again; no source names the time zone, and ours is taken (zalo.md §5). */
export type Reset = "day" | "month";

/** By the names that answers give them; `refused`: what a refusal for want of quota means. */
export interface RouteQuotas {
  readonly names: Readonly<Record<string, Reset>>;
  readonly refused: Reset;
}

/**
 * What is counted, and when it begins anew. How many there are is read from answers, for it differs by package and grows: consultation
 * messages 500 or 2,000 a month beyond the free ones, templates to a phone 500 to 20,000 a day (both disputed). Checked 2026-11-22,
 * zalo.md §4.3 to §6. `reply` is a person's own count of free messages, after which one is charged for: it closes no route.
 * Messenger has no quota, but a rate (messenger.md §6), which its answers tell as a wait.
 */
export const quotas: Readonly<Partial<Record<PushRouteName, RouteQuotas>>> = {
  "zalo-chat": {
    names: { sub_quota: "month", purchase_quota: "month", reward_quota: "month" },
    refused: "month",
  },
  "zalo-template": {
    names: { sub_quota: "month", purchase_quota: "month", reward_quota: "month", daily: "day" },
    refused: "day",
  },
  "zalo-template-phone": { names: { daily: "day" }, refused: "day" },
};
