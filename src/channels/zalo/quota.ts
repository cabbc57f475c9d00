import { z } from "zod";
import type { QuotaLeft } from "../sender.ts";

/** Zalo sends these as numbers and as strings. */
const count = z
  .union([z.int(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .pipe(z.number().nonnegative());
/** Of the OA's API (zalo.md §4.3, §4.4): `reply`, `sub_quota`, `purchase_quota` or `reward_quota`. */
const named = z.object({ quota: z.object({ quota_type: z.string(), remain: count }) });
/** Of templates to a phone (§6). */
const daily = z.object({ quota: z.object({ remainingQuota: count }) });

/** What the answer to a send says is left; null where it says nothing that can be read. */
export function quotaLeftIn(data: unknown): QuotaLeft | null {
  // Most answers to replies say nothing of it, and a failed parse costs more than all the rest of an answer.
  if (typeof data !== "object" || data === null || !("quota" in data)) return null;
  const ofOa = named.safeParse(data).data?.quota;
  if (ofOa !== undefined) return { name: ofOa.quota_type, remaining: ofOa.remain };
  const ofDay = daily.safeParse(data).data?.quota;
  return ofDay === undefined ? null : { name: "daily", remaining: ofDay.remainingQuota };
}
