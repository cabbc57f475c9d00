import type { ClosedTime } from "../catalog/hours/closed-times.ts";
import type { HoursBasis } from "../catalog/hours/office-hours.ts";
import type { DayHours } from "../catalog/hours/point-hours.ts";
import { addDays, toInstant, toLocalDay } from "../catalog/local-time.ts";
import type { TimeRange, VisitView } from "../catalog/points/points-to-visit.ts";
import type { PointCard } from "./message.ts";

type Status = PointCard["status"];

/** The words of one language on whether a point is open. None ends with a full stop. */
export interface StatusPhrases {
  readonly isOpen: (until: string | null) => string;
  /** `why` is a holiday or a closure of that day. */
  readonly isClosed: (why: string | null, opening: string | null) => string;
  /** The hours of a day on which it is open when the resident comes. */
  readonly opensOn: (day: string, hours: string) => string;
  readonly closedThen: (why: string | null, opening: string | null) => string;
  readonly hoursNotKnown: (closure: string | null) => string;
  /** Hours that a ward or province sets, in brackets behind what they say. */
  readonly ruled: (basis: Exclude<HoursBasis, "point">) => string;
  readonly today: string;
  /** Why it is closed on a day, which begins the words. */
  readonly expectedHoliday: (day: string) => string;
  readonly holiday: (day: string, name: string | null) => string;
  readonly closure: (day: string, name: string | null) => string;
  /** Why it is closed at a part of a day: "chiều nay điểm nghỉ (họp)". */
  readonly closedTime: (day: string, isToday: boolean, time: ClosedTime) => string;
  readonly interval: (from: string, to: string) => string;
  readonly formatClock: (minute: number) => string;
  readonly formatDay: (day: string, now: Date) => string;
  readonly formatMoment: (at: Date, now: Date) => string;
}

/** A longer visit is a span such as "next week", whose first open day is told. */
const maxDays = 14;

/** Tells at a glance whether the point is open: when the resident comes, or now if no other time was asked for. */
export function describeStatus(
  view: VisitView,
  { now, during }: { readonly now: Date; readonly during: TimeRange | null },
  phrases: StatusPhrases,
): Status {
  const isLater = during !== null && during.to > during.from;
  const at = during?.from ?? now;
  const isOpen = during === null ? view.isOpen : view.isOpenDuring;
  const day = view.hours.hoursOn(toLocalDay(at));
  const why = describeClosure(day, { from: at, to: isLater ? during.to : at }, now, phrases);
  if (isOpen === null) return { kind: "unknown", words: phrases.hoursNotKnown(why) };
  const { basis } = view.hours;
  const ruled = basis === null || basis === "point" ? "" : ` (${phrases.ruled(basis)})`;
  const moment = (when: Date | null) => (when === null ? null : phrases.formatMoment(when, now));
  if (!isOpen) {
    const opening = moment(view.hours.findNextOpening(at));
    const words = isLater ? phrases.closedThen(why, opening) : phrases.isClosed(why, opening);
    return { kind: "closed", words: `${words}${ruled}` };
  }
  const words = isLater
    ? describeDay(findOpenDay(view, during), now, phrases)
    : phrases.isOpen(moment(view.hours.findNextChange(at)));
  return { kind: "open", words: `${words}${ruled}` };
}

/** Returns the first day of the visit on which the point is open. */
function findOpenDay({ hours }: VisitView, { from, to }: TimeRange): DayHours {
  const last = toLocalDay(new Date(to.getTime() - 1));
  let day = toLocalDay(from);
  for (let days = 0; days < maxDays && day < last; days += 1) {
    const found = hours.hoursOn(day);
    if (found.intervals.length > 0) return found;
    day = addDays(day, 1);
  }
  return hours.hoursOn(day);
}

function describeDay(day: DayHours, now: Date, phrases: StatusPhrases): string {
  const { formatClock, interval } = phrases;
  const hours = day.intervals
    .map(({ from, to }) => interval(formatClock(from), formatClock(to)))
    .join(", ");
  return phrases.opensOn(nameDay(day.date, now, phrases), hours);
}

/** Names a holiday or a closure of the time asked for; null for a day that is only free every week. */
function describeClosure(
  { date, closed, closedTimes }: DayHours,
  { from, to }: TimeRange,
  now: Date,
  phrases: StatusPhrases,
): string | null {
  const day = nameDay(date, now, phrases);
  if (closed === null) {
    const time = closedTimes.find(
      (one) =>
        toInstant(date, one.from) <= (to > from ? new Date(to.getTime() - 1) : to) &&
        from < toInstant(date, one.to),
    );
    return time === undefined ? null : phrases.closedTime(day, date === toLocalDay(now), time);
  }
  if (closed.reason === "weekly") return null;
  if (closed.reason === "closure") return phrases.closure(day, closed.name);
  return closed.isExpected ? phrases.expectedHoliday(day) : phrases.holiday(day, closed.name);
}

function nameDay(date: string, now: Date, phrases: StatusPhrases): string {
  return date === toLocalDay(now) ? phrases.today : phrases.formatDay(date, now);
}
