import type { HoursBasis } from "../catalog/hours/office-hours.ts";
import type { PointView } from "../catalog/points/nearest.ts";
import type { NumberToCall } from "../catalog/points/phone-book.ts";
import type { TimeRange, VisitView } from "../catalog/points/points-to-visit.ts";
import type { HelpPoint } from "../catalog/schema.ts";
import { parsePhoneNumber } from "../phone/phone-number.ts";
import { directionsUrl } from "./directions.ts";
import type { PointCard } from "./message.ts";
import { describeStatus, type StatusPhrases } from "./point-status.ts";
import { capitalize, joinLines, toSentence } from "./text.ts";

/** What is known of a visit when help points are shown. */
export interface PointQuery {
  readonly now: Date;
  /** When the resident means to come; null if no time was asked. */
  readonly during: VisitTime | null;
  /** The ward that was typed; null if a location was shared. */
  readonly ward: string | null;
  readonly procedureAsked: boolean;
  /** Whether it is the one point that the service advises, and not one more of the list. */
  readonly isBest: boolean;
  /** Whom to ask before going; null if no number is known. */
  readonly call: NumberToCall | null;
}

/** When a resident means to come, and how that is said in Vietnamese. */
export interface VisitTime extends TimeRange {
  readonly words: string;
}

/** The words about one help point in one language. */
export interface PointPhrases extends StatusPhrases {
  readonly address: string;
  readonly unknownAddress: (ward: string | null) => string;
  /** Why a point is the first; not every reason needs words. */
  readonly reasons: Partial<Readonly<Record<VisitView["reason"], string>>>;
  readonly handlesProcedure: string;
  /** "Not known" is never presented as handled. */
  readonly mayHandleProcedure: string;
  readonly phone: (number: string) => string;
  readonly unknownPhone: string;
  /** The number to call where something must be asked first. */
  readonly askFirst: (number: string) => string;
  /** Follows a number that is the People's Committee's, and not the centre's own. */
  readonly wardOffice: string;
  /** The number to call where the point has none of its own. */
  readonly callInstead: (call: NumberToCall, mustAsk: boolean) => string;
  /** Follows a number whose source is weak. */
  readonly doubtfulPhone: string;
  readonly formatNumber: (call: NumberToCall) => string;
  readonly directions: string;

  readonly unknownHours: (call: NumberToCall | null) => string;
  /** Hours that a ward or province sets, which nobody confirmed for the point. */
  readonly hoursByRule: (basis: Exclude<HoursBasis, "point">) => string;

  readonly unknownDistance: string;
  readonly sameWard: string;
  readonly exactDistance: (distance: string) => string;
  readonly roughDistance: (distance: string) => string;
  readonly underOneKm: string;
  readonly exactKm: (km: number) => string;
  readonly roughKm: (km: number) => string;
}

/** Lays out one help point for a resident who decides whether to go: a glance, a reason, and what to press. */
export function layOutCard(view: VisitView, query: PointQuery, phrases: PointPhrases): PointCard {
  const { point } = view;
  const status = describeStatus(view, query, phrases);
  const handling = describeHandling(view, query, phrases);
  const mustAsk = status.kind === "unknown" || handling === phrases.mayHandleProcedure;
  const why = query.isBest ? (phrases.reasons[view.reason] ?? "") : "";
  const distance = describeDistance(view, query.ward, phrases);
  const reason = [why, distance, handling].filter((part) => part !== "").join(", ");
  return {
    id: point.id,
    name: point.name,
    status,
    reason: capitalize(reason),
    address: describeAddress(point, phrases),
    phone: query.call && {
      label: describePhone(point, query.call, mustAsk, phrases),
      number: numberToDial(query.call),
    },
    directions: directionsUrl(point),
    position: positionOf(point),
  };
}

/** Writes a card as the lines of a text. `letter` tells the points of a list apart: digits choose answers. */
export function writeCard(
  { name, status, reason, address, phone, directions }: PointCard,
  letter: string | null,
  phrases: PointPhrases,
): string {
  return joinLines(
    letter === null ? name : `${letter}. ${name}`,
    `${status.words}.`,
    `${reason}.`,
    toSentence(`${phrases.address}: ${address}`),
    phone === null ? phrases.unknownPhone : toSentence(phone.label),
    directions === null ? "" : `${phrases.directions}: ${directions}`,
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
  const openness = isOpen ? `${phrases.isOpen(when)}.` : `${phrases.isClosed(null, when)}.`;
  const isOwn = hoursBasis === null || hoursBasis === "point";
  return isOwn ? openness : `${openness} ${phrases.hoursByRule(hoursBasis)}`;
}

/** In the ward that alone decides nobody asks whether its centre does. */
function describeHandling(
  { handles, reason }: VisitView,
  { procedureAsked }: PointQuery,
  phrases: PointPhrases,
): string {
  if (!procedureAsked) return "";
  if (handles === "yes") return phrases.handlesProcedure;
  return reason === "own-ward" ? "" : phrases.mayHandleProcedure;
}

function describePhone(
  point: HelpPoint,
  call: NumberToCall,
  mustAsk: boolean,
  phrases: PointPhrases,
): string {
  const doubt = call.isDoubtful ? ` ${phrases.doubtfulPhone}` : "";
  if (call.of !== "point") return `${phrases.callInstead(call, mustAsk)}${doubt}`;
  const owner = point.phone_source?.kind === "ward_office" ? ` (${phrases.wardOffice})` : "";
  const number = phrases.formatNumber(call);
  return `${mustAsk ? phrases.askFirst(number) : phrases.phone(number)}${owner}${doubt}`;
}

/** With the country code, except for service lines such as 1022. */
function numberToDial({ phone }: NumberToCall): string {
  const known = parsePhoneNumber(phone);
  return known === null ? phone.replaceAll(/[^\d+]/g, "") : `+${known.international}`;
}

function positionOf({ lat, lon, precision }: HelpPoint): PointCard["position"] {
  if (lat === null || lon === null) return null;
  return { lat, lon, isRough: precision !== "address" && precision !== "street" };
}

function describeAddress({ address, ward }: HelpPoint, phrases: PointPhrases): string {
  if (address === null) return phrases.unknownAddress(ward);
  return [address, ward].filter((part) => part !== null).join(", ");
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
  return distanceM < 1000
    ? phrases.exactDistance(phrases.underOneKm)
    : phrases.roughDistance(formatRoughDistance(distanceM, phrases));
}

/** From door to door: to 50 metres, beyond a kilometre to 100. */
function formatExactDistance(distanceM: number, phrases: PointPhrases): string {
  const step = distanceM < 1000 ? 50 : 100;
  const metres = Math.max(50, Math.round(distanceM / step) * step);
  return metres < 1000 ? `${metres} m` : phrases.exactKm(metres / 1000);
}

/** From or to the centre of a ward, beyond a kilometre: to half a kilometre, far away to whole kilometres. */
function formatRoughDistance(distanceM: number, phrases: PointPhrases): string {
  const isFar = distanceM >= 30_000;
  return phrases.roughKm(isFar ? Math.round(distanceM / 1000) : Math.round(distanceM / 500) / 2);
}
