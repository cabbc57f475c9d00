import type { Checklist } from "../../catalog/procedures/checklist.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { Asked } from "../../catalog/understanding/asks/ask-kind.ts";
import type { Wording } from "../../wording/wording.ts";

/** Questions about money and the internet that want a yes or no first. */

const costs =
  /\b(co|phai) (\w+ ){0,2}(tien|phi|le phi)\b.*\b(khong|ko|hong|hok|k)\b|\bmien phi\b|\bfree\b|\b(do i|have) .*\bpay\b/;
const isAllowed = /\bduoc (khong|ko|hong|hok|k|hem|chua)\b|\bcan i\b/;

/** Whether the sentence wants a yes or no to this. */
export function opensWithYesOrNo({ intent }: Asked, sentence: string): boolean {
  const text = fold(sentence);
  return (intent === "fee" && costs.test(text)) || (intent === "online" && isAllowed.test(text));
}

/** "Không mất tiền ạ. Lệ phí: …"; null if no yes or no is wanted. */
export function answerYesOrNo(
  asked: Asked,
  sentence: string,
  about: Checklist,
  { asks, checklist }: Wording,
): string | null {
  if (!opensWithYesOrNo(asked, sentence)) return null;
  if (asked.intent === "online") {
    return asks.online(about.onlineUse, checklist.online(about));
  }
  return asks.cost(costOf(about), checklist.fee(about));
}

/** Whether it costs something in every case, in none, or in some. */
function costOf({ fees }: Checklist): "yes" | "no" | "depends" | "unknown" {
  const sums = fees.map(({ fact }) => fact.vnd);
  if (sums.length === 0) return "unknown";
  if (sums.every((vnd) => vnd === 0)) return "no";
  return sums.every((vnd) => vnd !== null && vnd > 0) ? "yes" : "depends";
}
