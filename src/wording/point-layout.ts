import type { HoursBasis } from "../catalog/hours/office-hours.ts";
import type { DayHours } from "../catalog/hours/point-hours.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import type { PointView } from "../catalog/points/nearest.ts";
import type { NumberToCall } from "../catalog/points/phone-book.ts";
import type { TimeRange, VisitView } from "../catalog/points/points-to-visit.ts";
import type { HelpPoint } from "../catalog/schema.ts";
import { removeDiacritics } from "../catalog/text/fold.ts";
import { capitalize, joinLines } from "./text.ts";

/** What is known of a visit when help points are shown. */
export interface PointQuery {
  readonly now: Date;
  /** When the resident means to come; null if no time was asked. */
  readonly visitAt: Date | null;
  /** The ward that was typed; null if a location was shared. */
  readonly ward: string | null;
  readonly procedureAsked: boolean;
  /** Whom to ask before going; null if no number is known. */
  readonly call: NumberToCall | null;
}

/** When a resident means to come, and how that is said in Vietnamese. */
export interface VisitTime extends TimeRange {
  readonly words: string;
}

/** The words about one help point in one language. */
export interface PointPhrases {
  readonly address: string;
  readonly unknownAddress: (ward: string | null) => string;
  readonly onDuty: string;
  readonly equipment: string;
  readonly acceptsPaper: string;
  readonly handlesProcedure: string;
  /** "Not known" is never presented as handled. */
  readonly mayHandleProcedure: (call: NumberToCall | null) => string;
  readonly phone: string;
  readonly unknownPhone: string;
  /** Follows a number that is the People's Committee's, and not the centre's own. */
  readonly wardOffice: string;
  /** The number to call where the point has none of its own. */
  readonly callInstead: (call: NumberToCall) => string;
  /** Follows a number whose source is weak. */
  readonly doubtfulPhone: string;
  readonly formatNumber: (call: NumberToCall) => string;
  readonly directions: string;

  readonly unknownHours: (call: NumberToCall | null) => string;
  /** Hours that a ward or province sets, which nobody confirmed for the point. */
  readonly hoursByRule: (basis: Exclude<HoursBasis, "point">) => string;
  readonly isOpen: (until: string | null) => string;
  readonly isClosed: (opening: string | null) => string;
  readonly today: string;
  readonly expectedHoliday: string;
  readonly holiday: (name: string | null) => string;
  readonly closure: (name: string | null) => string;
  readonly noHours: string;
  readonly interval: (from: string, to: string) => string;

  readonly unknownDistance: string;
  readonly sameWard: string;
  readonly exactDistance: (distance: string) => string;
  readonly roughDistance: (distance: string) => string;
  readonly underOneKm: string;
  readonly exactKm: (km: number) => string;
  readonly roughKm: (km: number) => string;

  readonly formatClock: (minute: number) => string;
  readonly formatDay: (day: string, now: Date) => string;
  readonly formatMoment: (at: Date, now: Date) => string;
}

/** Lays out one help point, line by line, for a resident who decides whether to go. */
export function layOutPoint(
  view: VisitView,
  number: number,
  { now, visitAt, ward, procedureAsked, call }: PointQuery,
  phrases: PointPhrases,
): string {
  const { point } = view;
  const map = directionsUrl(point);
  const days = [...new Set([toLocalDay(now), toLocalDay(visitAt ?? now)])].map((day) =>
    view.hours.hoursOn(day),
  );
  const handles =
    view.handles === "yes" ? phrases.handlesProcedure : phrases.mayHandleProcedure(call);
  // The line on openness says it already where today's hours are known.
  const isRuledLater = view.hoursBasis === null && days.some(({ areHoursKnown }) => areHoursKnown);
  return joinLines(
    `${number}. ${point.name}`,
    `${phrases.address}: ${describeAddress(point, phrases)}`,
    describeDistance(view, ward, phrases),
    describeOpening(view, now, call, phrases),
    ...days.map((day) => describeDay(day, now, phrases)),
    isRuledLater ? describeBasis(view.hours.basis, phrases) : "",
    point.on_duty === undefined ? "" : `${phrases.onDuty}: ${point.on_duty}`,
    point.equipment === null ? "" : `${phrases.equipment}: ${point.equipment.join(", ")}.`,
    point.accepts_paper === true ? phrases.acceptsPaper : "",
    procedureAsked ? handles : "",
    describePhone(point, call, phrases),
    map === null ? "" : `${phrases.directions}: ${map}`,
  );
}

/** Whether the point is open now and until when, or when it opens again, or that this is not known. */
export function describeOpening(
  { isOpen, nextChange, hours, hoursBasis }: PointView,
  now: Date,
  call: NumberToCall | null,
  phrases: PointPhrases,
): string {
  if (isOpen === null) return phrases.unknownHours(call);
  const at = isOpen ? nextChange : hours.findNextOpening(now);
  const when = at === null ? null : phrases.formatMoment(at, now);
  const openness = isOpen ? phrases.isOpen(when) : phrases.isClosed(when);
  return [openness, describeBasis(hoursBasis, phrases)].filter((part) => part !== "").join(" ");
}

/** "" for a point's own hours. */
function describeBasis(basis: HoursBasis | null, phrases: PointPhrases): string {
  return basis === null || basis === "point" ? "" : phrases.hoursByRule(basis);
}

function describePhone(point: HelpPoint, call: NumberToCall | null, phrases: PointPhrases): string {
  if (call === null) return phrases.unknownPhone;
  const doubt = call.isDoubtful ? ` ${phrases.doubtfulPhone}` : "";
  if (call.of !== "point") return `${phrases.callInstead(call)}${doubt}`;
  const owner = point.phone_source?.kind === "ward_office" ? ` (${phrases.wardOffice})` : "";
  return `${phrases.phone}: ${phrases.formatNumber(call)}${owner}${doubt}`;
}

function describeAddress({ address, ward }: HelpPoint, phrases: PointPhrases): string {
  if (address === null) return phrases.unknownAddress(ward);
  return [address, ward].filter((part) => part !== null).join(", ");
}

/** A day's hours, or why there are none; "" if they are not known. */
function describeDay(day: DayHours, now: Date, phrases: PointPhrases): string {
  const hours = describeHours(day, phrases);
  if (hours === null) return "";
  const today = day.date === toLocalDay(now) ? `${phrases.today}, ` : "";
  return `${capitalize(`${today}${phrases.formatDay(day.date, now)}`)}: ${hours}.`;
}

function describeHours(day: DayHours, phrases: PointPhrases): string | null {
  if (day.closed?.reason === "holiday") {
    return day.closed.isExpected ? phrases.expectedHoliday : phrases.holiday(day.closed.name);
  }
  if (day.closed?.reason === "closure") return phrases.closure(day.closed.name);
  if (!day.areHoursKnown) return null;
  if (day.intervals.length === 0) return phrases.noHours;
  const { formatClock, interval } = phrases;
  return day.intervals
    .map(({ from, to }) => interval(formatClock(from), formatClock(to)))
    .join(", ");
}

/** Says only what is true of the distance: a ward's centre is not the resident's door. `ward` is the ward that was typed. */
function describeDistance(
  { distanceM, point }: VisitView,
  ward: string | null,
  phrases: PointPhrases,
): string {
  if (distanceM === null) return phrases.unknownDistance;
  // In the very ward that was typed no figure would be true.
  if (ward !== null && point.ward_code === ward) return phrases.sameWard;
  if (point.precision === "address" && ward === null) {
    return phrases.exactDistance(formatExactDistance(distanceM, phrases));
  }
  return phrases.roughDistance(formatRoughDistance(distanceM, phrases));
}

/** From door to door: to 50 metres, beyond a kilometre to 100. */
function formatExactDistance(distanceM: number, phrases: PointPhrases): string {
  const step = distanceM < 1000 ? 50 : 100;
  const metres = Math.max(50, Math.round(distanceM / step) * step);
  return metres < 1000 ? `${metres} m` : phrases.exactKm(metres / 1000);
}

/** From or to the centre of a ward: to half a kilometre, far away to whole kilometres. */
function formatRoughDistance(distanceM: number, phrases: PointPhrases): string {
  if (distanceM < 1000) return phrases.underOneKm;
  const isFar = distanceM >= 30_000;
  return phrases.roughKm(isFar ? Math.round(distanceM / 1000) : Math.round(distanceM / 500) / 2);
}

/**
 * Links to directions on a map: to the coordinates if they are the door's or the street's, otherwise to the address, or to
 * the name where only the middle of the ward is known; null if the point is nowhere.
 */
function directionsUrl({
  name,
  lat,
  lon,
  address,
  ward,
  province,
  precision,
}: HelpPoint): string | null {
  if (lat === null || lon === null) return null;
  const street = address?.replace(/ ?\([^()]*\)/g, "") ?? null;
  const parts = street === null ? [name, province] : [street, ward, province];
  const destination =
    precision === "address" || (street === null && precision === "street")
      ? `${lat},${lon}`
      : // Without diacritics the link is short, and maps find the place too.
        encodeURIComponent(
          removeDiacritics(parts.filter((part) => part !== null).join(", ")),
        ).replaceAll("%20", "+");
  return `https://www.google.com/maps/dir/?api=1&destination=${destination}`;
}
