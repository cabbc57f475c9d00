import {
  parseTimeExpression,
  type TimeExpression,
} from "../../catalog/time-expressions/time-expression.ts";
import type { VisitTime } from "../../wording/point-layout.ts";
import type { FlowContext, Option, ParsedAnswer } from "../engine/flow.ts";
import type { SearchOrigin } from "./search-origin.ts";

const msPerMinute = 60_000;

/** Offered under their own words, which stay the same until the button is pressed: "bây giờ" has no fixed instant. */
const quickTimes = [
  { name: "now", value: "bây giờ" },
  { name: "tonight", value: "tối nay" },
  { name: "tomorrow", value: "sáng mai" },
  { name: "saturday", value: "sáng thứ bảy" },
] as const;

/** Offers the quick times that are still ahead and at which a point near the place is known to be open. */
export function timeOptions(
  place: SearchOrigin,
  { catalog, now, wording: { points: wording } }: Pick<FlowContext, "catalog" | "now" | "wording">,
): Option[] {
  return quickTimes
    .filter(({ value }) => {
      const time = decodeTime(value, now);
      return time !== null && catalog.openings.isAnyOpenDuring(place, time);
    })
    .map(({ name, value }) => ({ value, label: wording[name] }));
}

/** Reads a typed time, encoded as an answer stores it. */
export function parseVisitTime(
  typed: string,
  { now, wording }: Pick<FlowContext, "now" | "wording">,
): ParsedAnswer {
  const when = parseTimeExpression(typed, now);
  if (when === null) return { ok: false, say: wording.points.dayUnknown };
  if (when.kind === "past") return { ok: false, say: wording.points.dayPast };
  return { ok: true, value: encodeTime(when, now) };
}

/** Decodes an answer: the words of a quick time, or an encoded time. null if it is neither. */
export function decodeTime(answer: string, now: Date): VisitTime | null {
  const quick = quickTimes.some(({ value }) => value === answer)
    ? parseFutureTime(answer, now)
    : null;
  const [from, to, ...words] = (quick ?? answer).split(",");
  if (from === undefined || to === undefined) return null;
  return { from: decodeInstant(from), to: decodeInstant(to), words: words.join(",") };
}

/** null if no time was typed, or one that is over. */
function parseFutureTime(typed: string, now: Date): string | null {
  const when = parseTimeExpression(typed, now);
  return when === null || when.kind === "past" ? null : encodeTime(when, now);
}

/** Encodes a time as an answer stores it: both ends in minutes since 1970, and the Vietnamese words. */
export function encodeTime(when: Exclude<TimeExpression, { kind: "past" }>, now: Date): string {
  const { from, to, words } = when.kind === "now" ? { from: now, to: now, words: "bây giờ" } : when;
  const [start, end] = [from, to].map((at) => Math.floor(at.getTime() / msPerMinute));
  return `${start},${end},${words}`;
}

function decodeInstant(minutes: string): Date {
  return new Date(Number(minutes) * msPerMinute);
}
