import type { DayHours } from "../../catalog/hours/point-hours.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { PointView } from "../../catalog/points/nearest.ts";
import type { VisitView } from "../../catalog/points/points-to-visit.ts";
import { directionsTo } from "../directions.ts";
import { distanceTo } from "../distance.ts";
import { type PointAsk, visitDays } from "../point-query.ts";
import { joinLines, sentence } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatClock, formatDay, formatMoment, period } from "./moments.ts";

/** What finding a help point says. */
export const pointWording: Wording["points"] = {
  where:
    "Where are you? Share your location, or write the name of your ward or commune, for example: “phường Bình Tiên” or “ward 9 Phú Nhuận”.",
  whereTyped:
    "Where are you? Please write the name of your ward or commune, for example: “phường Bình Tiên” or “ward 9 Phú Nhuận”.",
  placeUnknown:
    "I could not find that place. Please write the ward or commune with its city or province, for example: “phường Tân Bình, Hồ Chí Minh”.",
  wardOfProvince: (province) =>
    `${province} is very large. Please write the name of your ward or commune.`,
  placeTooCommon:
    "Many places have that name. Please add the district, city or province, for example: “ward 9 Phú Nhuận”.",
  which: "Several places have that name. Which one do you mean?",
  whichWard:
    "That area has many wards and communes, and I know only these. Which one are you in? If yours is not here, tap “Another place”.",
  elsewhere: "Another place",
  elsewhereWords: ["another", "other", "none", "none of these"],
  sharedSpot: "the place that you shared",
  lastPlaceWords: ["same place", "as before", "still there", "same as last time"],
  lastPlace: "Same place as before",
  lastPlaceFull: (place) => `Still at ${place}`,
  when: "When would you like to go?",
  anyTime: "I do not know yet",
  anyTimeWords: ["any time", "anytime", "don't know", "not sure", "nearest"],
  otherDayWords: ["another day", "other day", "some other day"],
  title: "Find a help point",
  now: "Now",
  tonight: "Tonight",
  tomorrow: "Tomorrow morning",
  saturday: "Saturday morning",
  otherDay: "Another day",
  whichDay:
    "Which day would you like to go? Write the day, for example: “26/11” or “Thursday afternoon”.",
  dayUnknown: "I did not understand that day. Please write it like “26/11” or “Saturday morning”.",
  dayPast: "That day is over. Please write a day that is still to come.",

  none: "I know no help point around there.",
  around: (place) => `I looked around ${place}.`,
  allFar:
    "I know no point near you; the ones below are all far away. Ask the People's Committee (Ủy ban nhân dân) of your ward or commune first.",
  byDistance: "The points nearest to you, from near to far:",
  byOpening: (time, now) =>
    `I looked for points that are open ${period(time, now)}. Those that are surely open come first, then those whose hours are not known, then those that are closed; among equals the nearest comes first:`,
  agency: (agency) =>
    `Where this is handled: ${sentence(agency)} The help point helps you fill in the papers.`,

  next: "What would you like to do next?",
  otherTime: "Another time",
  otherTimeWords: ["other time", "another day", "change the time"],
  otherPlace: "Another place",
  otherPlaceWords: ["other place", "another ward", "change the place"],
  backTo: "Back to before",
  backToWords: ["back to it", "go on", "as before"],
  backToFull: (title) => `Back to: ${title}`,
  menu: "Back to the menu",

  point: pointText,
  open: openText,
};

/** One help point, line by line, for somebody who decides whether to go. */
function pointText(
  view: VisitView,
  number: number,
  { now, visitAt, ward, procedureAsked }: PointAsk,
): string {
  const { point } = view;
  const map = directionsTo(point);
  return joinLines(
    `${number}. ${point.name}`,
    point.address === null
      ? `Address: not known${point.ward === null ? "" : `, in ${point.ward}`}`
      : `Address: ${[point.address, point.ward].filter((part) => part !== null).join(", ")}`,
    distanceText(view, ward),
    openText(view, now),
    ...visitDays(now, visitAt).map((day) => dayText(view.hours.hoursOn(day), now)),
    point.on_duty === undefined ? "" : `On duty: ${point.on_duty}`,
    point.equipment === null ? "" : `It has: ${point.equipment.join(", ")}.`,
    point.accepts_paper === true ? "It takes papers too." : "",
    procedureAsked ? handlesText(view) : "",
    point.phone === null ? "No phone number is known." : `Phone: ${point.phone}`,
    map === null ? "" : `Directions: ${map}`,
  );
}

/** "Open until 11:00 today.", or when it opens again, or that nobody knows. */
function openText({ isOpen: open, nextChange, hours }: PointView, now: Date): string {
  if (open === null) return "The working hours of this point are not known. Ask before you go.";
  const change = nextChange === null ? null : formatMoment(nextChange, now);
  if (open) return change === null ? "Open now." : `Open now, until ${change}.`;
  const opening = hours.findNextOpening(now);
  return `Closed now${opening === null ? "" : `, opens again at ${formatMoment(opening, now)}`}.`;
}

/** A day's hours, or why there are none; "" where they are not known. */
function dayText(day: DayHours, now: Date): string {
  const name = `${day.date === toLocalDay(now) ? "Today, " : ""}${formatDay(day.date, now)}`;
  if (day.closed?.reason === "holiday") {
    return day.closed.isExpected
      ? `${name}: expected to be closed for Tết; the dates are not announced yet.`
      : `${name}: public holiday (${day.closed.name}).`;
  }
  if (day.closed?.reason === "closure") {
    return `${name}: this point is closed${day.closed.name === null ? "" : ` (${day.closed.name})`}.`;
  }
  if (!day.areHoursKnown) return "";
  if (day.intervals.length === 0) return `${name}: closed.`;
  const hours = day.intervals.map(({ from, to }) => `${formatClock(from)} to ${formatClock(to)}`);
  return `${name}: ${hours.join(", ")}.`;
}

function distanceText(view: VisitView, ward: string | null): string {
  const distance = distanceTo(view, ward);
  switch (distance.kind) {
    case "unknown":
      return "How far it is from you is not known.";
    case "same-ward":
      return "In the very ward or commune that you wrote.";
    case "exact":
      return `${exactly(distance.metres)} from you.`;
    case "rough":
      return `About ${roughly(distance.km)} from you (from the middle of the ward or commune).`;
  }
}

function exactly(metres: number): string {
  return metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`;
}

function roughly(km: number): string {
  return km === 0 ? "less than 1 km" : `${km.toLocaleString("en")} km`;
}

/** "Not known" is never presented as handled. */
function handlesText({ handles }: VisitView): string {
  return handles === "yes"
    ? "This point helps with what you asked about."
    : "It is not known whether this point helps with this. Ask first.";
}
