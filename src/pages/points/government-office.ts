import { subtractClosedTimes } from "../../catalog/hours/closed-times.ts";
import { parseDailyHours } from "../../catalog/hours/daily-hours.ts";
import { formatMinuteOfDay } from "../../catalog/hours/format-weekly-hours.ts";
import { parseWeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import {
  addDays,
  daysBetween,
  type MinuteInterval,
  minutesPerDay,
  toWeekday,
  type Weekday,
} from "../../catalog/local-time.ts";
import type { HelpPoint } from "../../catalog/schema.ts";

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const dayNames: Readonly<Record<Weekday, string>> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/**
 * Describes a help point in the vocabulary of schema.org. It states only what is confirmed of this very point: no hours
 * by a rule, no number of another office or of a weak source, and no position that is only the middle of the ward.
 */
export function describeOffice(point: HelpPoint, url: string): object {
  const { name, address, ward, province, lat, lon, precision } = point;
  const isPlaced = precision === "address" || precision === "street";
  return {
    "@context": "https://schema.org",
    "@type": "GovernmentOffice",
    "@id": url,
    url,
    name,
    address: {
      "@type": "PostalAddress",
      ...(address !== null && { streetAddress: address }),
      ...(ward !== null && { addressLocality: ward }),
      addressRegion: province,
      addressCountry: "VN",
    },
    ...(isPlaced && { geo: { "@type": "GeoCoordinates", latitude: lat, longitude: lon } }),
    ...telephoneOf(point),
    ...hoursOf(point),
    ...exceptionsOf(point),
  };
}

function telephoneOf({ phone, phone_source: source }: HelpPoint) {
  const isOwn = source === undefined || source.kind === "centre_hotline";
  return phone !== null && isOwn && source?.strength !== "weak" ? { telephone: phone } : {};
}

const noHours = {};

function hoursOf({ opening_hours: hours, hours_source: source }: HelpPoint) {
  if (hours === null || source?.strength === "weak") return noHours;
  const week = parseWeeklyHours(hours);
  const specifications = weekdays.flatMap((day) =>
    week[day].map((interval) => ({
      "@type": "OpeningHoursSpecification",
      dayOfWeek: `https://schema.org/${dayNames[day]}`,
      ...timesOf(interval),
    })),
  );
  return specifications.length === 0 ? {} : { openingHoursSpecification: specifications };
}

/** Closures, and days with hours of their own. */
function exceptionsOf(point: HelpPoint) {
  const { closures = [], area_closures: ofArea = [], openings = [] } = point;
  const closed = [...ofArea, ...closures].flatMap((closure) =>
    closure.hours === undefined
      ? [{ from: closure.from, to: closure.to, hours: closedAllDay }]
      : remainingHours(point, { ...closure, hours: closure.hours }),
  );
  const opened = openings.flatMap((days) =>
    parseDailyHours(days.hours).map((interval) => ({ ...days, hours: timesOf(interval) })),
  );
  const exceptions = [...closed, ...opened].map(({ from, to, hours }) => ({
    "@type": "OpeningHoursSpecification",
    validFrom: from,
    validThrough: to,
    ...hours,
  }));
  return exceptions.length === 0 ? {} : { specialOpeningHoursSpecification: exceptions };
}

/** What a closure of a part of days leaves of each of them, where the weekly hours are stated. */
function remainingHours(
  point: HelpPoint,
  { from, to, hours }: { readonly from: string; readonly to: string; readonly hours: string },
) {
  if (hoursOf(point) === noHours || point.opening_hours === null) return [];
  const week = parseWeeklyHours(point.opening_hours);
  const closed = parseDailyHours(hours);
  const days = Math.min(daysBetween(from, to), maxDaysOfClosure - 1);
  return Array.from({ length: days + 1 }, (_, index) => addDays(from, index)).flatMap((day) => {
    const rest = subtractClosedTimes(week[toWeekday(day)], closed);
    const times = rest.length === 0 ? [closedAllDay] : rest.map(timesOf);
    return times.map((each) => ({ from: day, to: day, hours: each }));
  });
}

const maxDaysOfClosure = 60;

/** As schema.org writes a day without hours. */
const closedAllDay = { opens: "00:00", closes: "00:00" };

/** A time past midnight is of the next day. */
function timesOf({ from, to }: MinuteInterval) {
  return { opens: formatMinuteOfDay(from), closes: formatMinuteOfDay(to % minutesPerDay) };
}
