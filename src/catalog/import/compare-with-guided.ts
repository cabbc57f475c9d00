import { selectValid } from "../facts/window.ts";
import type { Procedure, SubmissionChannel } from "../procedure-schema.ts";
import { fold } from "../text/fold.ts";
import type { StatedProcedure } from "./reading.ts";

const channels: ReadonlyMap<string, SubmissionChannel> = new Map([
  ["truc tiep", "in_person"],
  ["truc tuyen", "online"],
  ["dich vu buu chinh", "post"],
  ["buu chinh", "post"],
]);

/** Says in which fees and times a portal differs from a guided procedure on a day: an editor decides who is right. */
export function compareWithGuided(
  { ways = [] }: StatedProcedure,
  procedure: Procedure,
  day: string,
): string[] {
  const fees = selectValid(procedure.fees, day);
  const times = selectValid(procedure.processing_times, day);
  const notes = ways.flatMap(({ how, fee, time }) => {
    const channel = channels.get(fold(how ?? "")) ?? "any";
    const fits = (fact: { readonly channel: SubmissionChannel }) =>
      channel === "any" || fact.channel === "any" || fact.channel === channel;
    const place = how === null ? "" : ` (${how})`;
    const amount = readAmount(fee);
    const knownAmounts = fees.filter(fits).flatMap(({ vnd }) => (vnd === null ? [] : [vnd]));
    const told = readTime(time);
    const knownTimes = times
      .filter(fits)
      .flatMap(({ value, unit }) => (value === null ? [] : [`${value} ${unit ?? ""}`.trim()]));
    return [
      ...(amount === null || knownAmounts.length === 0 || knownAmounts.includes(amount)
        ? []
        : [
            `lệ phí${place}: Cổng ghi ${fee}; bản ghi có ${knownAmounts.map(formatAmount).join(", ")}`,
          ]),
      ...(told === null || knownTimes.length === 0 || knownTimes.map(fold).includes(fold(told))
        ? []
        : [`thời hạn${place}: Cổng ghi ${told}; bản ghi có ${knownTimes.join(", ")}`]),
    ];
  });
  return [...new Set(notes)];
}

/** "70,000 Việt Nam Đồng (…)" → 70000; null if the text gives no plain amount. */
function readAmount(fee: string | null): number | null {
  if (fee === null) return null;
  if (/^(?:miễn phí|không thu phí)/iu.test(fee)) return 0;
  const digits = /^(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:Việt Nam Đồng|Đồng|đồng|VNĐ|VND|đ)/u.exec(
    fee,
  )?.[1];
  return digits === undefined ? null : Number(digits.replace(/[.,]/g, ""));
}

/** "3 Ngày làm việc" → "3 ngày làm việc"; null without a unit. */
function readTime(time: string | null): string | null {
  return time !== null && /^\d+\s*\p{L}/u.test(time) ? time.toLowerCase() : null;
}

function formatAmount(vnd: number): string {
  return vnd === 0 ? "miễn phí" : `${vnd.toLocaleString("vi")} đồng`;
}
