import {
  parseTimeExpression,
  type TimeExpression,
} from "../../catalog/time-expressions/time-expression.ts";
import type { VisitTime } from "../../wording/point-query.ts";
import type { Wording } from "../../wording/wording.ts";
import type { FlowContext, Option, ParsedAnswer } from "../engine/flow.ts";

/** Offered under their own words, which stay the same until they are tapped: "bây giờ" has no fixed instant. */
const quickTimes = [
  { name: "now", value: "bây giờ" },
  { name: "tonight", value: "tối nay" },
  { name: "tomorrow", value: "sáng mai" },
  { name: "saturday", value: "sáng thứ bảy" },
] as const;

/** The quick times that are still ahead. */
export function timeOptions(now: Date, wording: Wording["points"]): Option[] {
  return quickTimes
    .filter(({ value }) => encodedTime(value, now) !== null)
    .map(({ name, value }) => ({ value, label: wording[name] }));
}

/** A typed time as an answer holds it: both ends in minutes since 1970, and the Vietnamese words. */
export function readTime(
  typed: string,
  { now, wording }: Pick<FlowContext, "now" | "wording">,
): ParsedAnswer {
  const when = parseTimeExpression(typed, now);
  if (when === null) return { ok: false, say: wording.points.dayUnknown };
  if (when.kind === "past") return { ok: false, say: wording.points.dayPast };
  return { ok: true, value: encodeTime(when, now) };
}

/** The time that an answer holds: a quick time's words, or what `readTime` gave; null where it holds none. */
export function decodeTime(answer: string, now: Date): VisitTime | null {
  const quick = quickTimes.some(({ value }) => value === answer) ? encodedTime(answer, now) : null;
  const [from, to, ...words] = (quick ?? answer).split(",");
  if (from === undefined || to === undefined) return null;
  return { from: instantOf(from), to: instantOf(to), words: words.join(",") };
}

/** null where no time was said, or one that is over. */
function encodedTime(typed: string, now: Date): string | null {
  const when = parseTimeExpression(typed, now);
  return when === null || when.kind === "past" ? null : encodeTime(when, now);
}

const minuteMs = 60_000;

/** As an answer holds a time: both ends in minutes since 1970, and the Vietnamese words. */
export function encodeTime(when: Exclude<TimeExpression, { kind: "past" }>, now: Date): string {
  const { from, to, words } = when.kind === "now" ? { from: now, to: now, words: "bây giờ" } : when;
  const [start, end] = [from, to].map((at) => Math.floor(at.getTime() / minuteMs));
  return `${start},${end},${words}`;
}

function instantOf(minutes: string): Date {
  return new Date(Number(minutes) * minuteMs);
}
