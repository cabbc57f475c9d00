import type { TimeSpan } from "../catalog/visit.ts";
import { parseWhen } from "../catalog/when.ts";
import { pointWording as wording } from "../wording/vi/points.ts";
import type { Option, Parsed } from "./flow.ts";

/** When a resident means to come, and how we say it back. */
export interface VisitTime extends TimeSpan {
  readonly words: string;
}

/** Offered under their own words, which stay the same until they are tapped: "bây giờ" has no fixed instant. */
const quickTimes = [
  { label: wording.now, value: "bây giờ" },
  { label: wording.tonight, value: "tối nay" },
  { label: wording.tomorrow, value: "sáng mai" },
  { label: wording.saturday, value: "sáng thứ bảy" },
] as const;

/** The quick times that are still ahead. */
export function timeOptions(now: Date): Option[] {
  return quickTimes.filter(({ value }) => readTime(value, now).ok);
}

/** A typed time as an answer holds it: both ends in minutes since 1970, and the words. */
export function readTime(typed: string, now: Date): Parsed {
  const when = parseWhen(typed, now);
  if (when === null) return { ok: false, say: wording.dayUnknown };
  if (when.kind === "past") return { ok: false, say: wording.dayPast };
  if (when.kind === "now") return { ok: true, value: encode(now, now, wording.nowWords) };
  return { ok: true, value: encode(when.from, when.to, when.words) };
}

/** The time that an answer holds: a quick time's words, or what `readTime` gave; null where it holds none. */
export function decodeTime(answer: string, now: Date): VisitTime | null {
  const quick = quickTimes.some(({ value }) => value === answer) ? readTime(answer, now) : null;
  const [from, to, ...words] = (quick?.ok ? quick.value : answer).split(",");
  if (from === undefined || to === undefined) return null;
  return { from: instantOf(from), to: instantOf(to), words: words.join(",") };
}

const minuteMs = 60_000;

function encode(from: Date, to: Date, words: string): string {
  const [start, end] = [from, to].map((at) => Math.floor(at.getTime() / minuteMs));
  return `${start},${end},${words}`;
}

function instantOf(minutes: string): Date {
  return new Date(Number(minutes) * minuteMs);
}
