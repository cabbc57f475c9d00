import { parseDailyHours } from "../../catalog/hours/daily-hours.ts";
import { formatMinuteOfDay } from "../../catalog/hours/format-weekly-hours.ts";
import { addClosures, openDay, setOpenings } from "../../catalog/hours/merge-closures.ts";
import { type ClosedDays, parseClosedDays } from "../../catalog/hours/parse-closed-days.ts";
import type { PointHours } from "../../catalog/hours/point-hours.ts";
import {
  addDays,
  daysBetween,
  type MinuteInterval,
  toInstant,
  toLocalDay,
} from "../../catalog/local-time.ts";
import type { PointOverride } from "../../catalog/overrides.ts";
import type { Closure, HelpPoint, Opening } from "../../catalog/schema.ts";
import { parseTypedDays } from "../../catalog/time-expressions/typed-days.ts";
import type { DailyFields } from "./save-point.ts";

/** Makes of a point's present closures and openings what they are to be. */
export type DailyEdit = (present: DailyFields) => PointOverride;

/** What one press says of a point. */
export const pressNames = [
  "close-today",
  "close-afternoon",
  "close-tomorrow",
  "open-today",
  "open-tomorrow",
] as const;
export type Press = (typeof pressNames)[number];

/** What residents mean by the afternoon, too. */
export const afternoon: MinuteInterval = { from: 12 * 60, to: 18 * 60 };
const afternoonHours = `${formatMinuteOfDay(afternoon.from)}-${formatMinuteOfDay(afternoon.to)}`;

export function editForPress(press: Press, now: Date): DailyEdit {
  const today = toLocalDay(now);
  const tomorrow = addDays(today, 1);
  switch (press) {
    case "close-today":
      return closing([{ from: today, to: today }], null, today);
    case "close-afternoon":
      return closing([{ from: today, to: today, hours: afternoonHours }], null, today);
    case "close-tomorrow":
      return closing([{ from: tomorrow, to: tomorrow }], null, today);
    case "open-today":
      return ({ closures }) => ({ closures: openDay(closures, today, today) });
    case "open-tomorrow":
      return ({ closures }) => ({ closures: openDay(closures, tomorrow, today) });
  }
}

/** Reads closures as people type them. Returns what is wrong as a text. */
export function editForClosedDays(
  typed: string,
  note: string | null,
  now: Date,
): DailyEdit | string {
  const days = parseClosedDays(typed, now);
  if (days === "past") return "Ngày nghỉ này đã qua";
  if (days === "unclear") {
    return "Ngày nghỉ: ghi như hôm nay, chiều mai, thứ 7 này, 28/11, sáng 3/12, từ 3/12 đến 5/12";
  }
  return closing(days, note, toLocalDay(now));
}

function closing(days: readonly ClosedDays[], note: string | null, today: string): DailyEdit {
  const added = days.map((each) => ({ ...each, note }));
  return ({ closures }) => ({ closures: addClosures(closures, added, today) });
}

/** Longer ones are weekly hours, or a version of the catalogue. */
const maxOpeningDays = 31;

/**
 * Reads an extra opening as people type it: "chủ nhật 8h-11h", "tối nay 18h đến 20h". It adds to the hours that the point
 * has on these days anyway, and takes away what closed them. Returns what is wrong as a text.
 */
export function editForOpening(
  typed: string,
  note: string | null,
  { point, hours, now }: { point: HelpPoint; hours: PointHours; now: Date },
): DailyEdit | string {
  const days = parseTypedDays(typed, now);
  if (days === null || !days.isExact || days.time === null) {
    return "Mở thêm: ghi ngày và giờ, như chủ nhật 8h-11h, tối nay 18h đến 20h, 5/12 từ 8h đến 11h30";
  }
  const { from, to, time } = days;
  if (toInstant(to, time.to) <= now) return "Giờ mở thêm này đã qua";
  if (daysBetween(from, to) >= maxOpeningDays) return `Mở thêm nhiều nhất ${maxOpeningDays} ngày`;
  const dates = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));
  const isAreaClosed = (date: string) =>
    (point.area_closures ?? []).some((one) => one.from <= date && date <= one.to);
  if (dates.some(isAreaClosed)) return "Cả phường, tỉnh đang nghỉ ngày này, nên không mở thêm được";
  const set = new Map(
    dates.map((date) => {
      const all = joinTimes([...hours.hoursOn(date).intervals, time]);
      return [date, { hours: all.map(formatTime).join(","), note }] as const;
    }),
  );
  const today = toLocalDay(now);
  return ({ closures, openings }) => ({
    openings: setOpenings(openings, set, today),
    closures: dates.reduce((rest, date) => openDay(rest, date, today), [...closures]),
  });
}

function joinTimes(times: readonly MinuteInterval[]): MinuteInterval[] {
  const joined: MinuteInterval[] = [];
  for (const time of times.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < time.from) joined.push(time);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, time.to) };
  }
  return joined;
}

function formatTime({ from, to }: MinuteInterval): string {
  return `${formatMinuteOfDay(from)}-${formatMinuteOfDay(to)}`;
}

/** How a form names one closure or opening. */
export function keyOf({ from, to, hours = "" }: Partial<Opening> | Closure): string {
  return `${from} ${to} ${hours}`.trim();
}

/** Removes the closure or opening that a form names. */
export function editForRemoval(field: "closures" | "openings", key: string): DailyEdit {
  return (present) => ({
    [field]: present[field].filter((one) => keyOf(one) !== key),
  });
}

/** Returns the times of an opening or of a part of a day. */
export function timesOf({ hours }: { readonly hours?: string | undefined }) {
  return hours === undefined ? [] : parseDailyHours(hours);
}
