import { z } from "zod";
import type { QuotaLeft } from "../sender.ts";

/** Zalo sends these both as numbers and as strings. */
const count = z
  .union([z.int(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .pipe(z.number().nonnegative());
/** A quota of the OA's API: `reply`, `sub_quota`, `purchase_quota` or `reward_quota` (docs/platforms/zalo.md, "Quotas"). */
const named = z.object({ quota: z.object({ quota_type: z.string(), remain: count }) });
/** The quota of templates to a phone (docs/platforms/zalo.md, "Template messages"). */
const daily = z.object({ quota: z.object({ remainingQuota: count }) });

/** Reads what the answer to a send says is left of a quota; null if it says nothing readable. */
export function readQuotaLeft(data: unknown): QuotaLeft | null {
  // Most answers to replies name no quota, and a failed parse costs more than the rest of reading an answer.
  if (typeof data !== "object" || data === null || !("quota" in data)) return null;
  const ofOa = named.safeParse(data).data?.quota;
  if (ofOa !== undefined) return { name: ofOa.quota_type, remaining: ofOa.remain };
  const ofDay = daily.safeParse(data).data?.quota;
  return ofDay === undefined ? null : { name: "daily", remaining: ofDay.remainingQuota };
}
