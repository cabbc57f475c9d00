import { addDays, toLocalDay, toWeekday } from "../../catalog/local-time.ts";
import type { TimeRange } from "../../catalog/points/points-to-visit.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import {
  type DecidingResidence,
  findPoliceHours,
  nameAgency,
} from "../../catalog/procedures/agency.ts";
import type { VisitTime } from "../../wording/point-layout.ts";
import type { FlowContext } from "../engine/flow.ts";
import { findNumberForPlace, findNumberForPoint, findNumberForWard } from "./number-to-call.ts";
import type { SearchOrigin } from "./search-origin.ts";

/** Points shown at once: more is a list to study, not an answer. */
const maxPointsShown = 3;

/** Nobody would call this near. The catalogue knows few points outside the largest cities. */
const farMetres = 30_000;

/**
 * Says where to go from a place at a time: up to three points, and who decides about the procedure whose id is `about`; "" if
 * none is asked about.
 */
export function describePoints(
  place: SearchOrigin,
  time: VisitTime | null,
  about: string,
  context: FlowContext,
): string {
  const { catalog, now } = context;
  const procedure = catalog.procedures.get(about);
  const listed = catalog.listed.get(about);
  const wording = context.wording.points;
  const ward = catalog.wards.get(place.ward ?? "");
  const province = catalog.provinces.get(ward?.province_code ?? "");
  const day = toLocalDay(time?.from ?? now);
  const residence =
    procedure === undefined
      ? null
      : catalog.findDecidingResidence(procedure.id, province?.code ?? null, day);
  const find = (firstWard: string | null) =>
    catalog.findPointsToVisit({
      from: place,
      during: time,
      now,
      procedure: procedure?.id ?? listed?.id,
      firstWard,
      limit: maxPointsShown,
    });
  const near = find(residence === null ? null : place.ward);
  const views = near.length > 0 ? near : find(place.ward);
  const call = findNumberForPlace(place, context);
  const police =
    procedure === undefined ? "" : describePolice(procedure, place.ward, time, context);
  const decides =
    residence === null
      ? ""
      : describeResidence(residence, views[0]?.reason === "own-ward", place, context);
  if (views.length === 0) return joinParts([police, decides, wording.none(call)]);
  const visitAt = time?.from ?? null;
  const procedureAsked = procedure !== undefined || listed !== undefined;
  const visit = { now, visitAt, ward: place.ward, procedureAsked };
  const isFar = views.every(({ distanceM }) => (distanceM ?? 0) > farMetres);
  const isNoneOpen = time !== null && views.every(({ isOpenDuring }) => isOpenDuring !== true);
  const isByRule = views.some(({ isOpenDuring, hours }) => isOpenDuring && hours.basis !== "point");
  const agency =
    procedure === undefined ? listed?.agency : nameAgency(procedure, province?.code ?? null, day);
  return joinParts([
    ward && province ? wording.around(`${ward.name}, ${province.name}`) : "",
    police,
    decides,
    isFar && !isNoneOpen ? wording.allFar(call) : "",
    views.every(({ reason }) => reason === "own-ward")
      ? wording.onlyOwnCentre
      : time === null
        ? wording.byDistance
        : isNoneOpen
          ? wording.noneOpen(time, now, call)
          : wording.byOpening(time, now, isByRule),
    ...views.map((view, index) =>
      wording.point(view, index + 1, { ...visit, call: findNumberForPoint(view.point, context) }),
    ),
    agency ? wording.agency(agency) : "",
  ]);
}

/** Says that one ward alone decides, and where in that ward to go. */
function describeResidence(
  residence: DecidingResidence,
  isCentreKnown: boolean,
  { ward: code }: SearchOrigin,
  context: FlowContext,
): string {
  const wording = context.wording.points;
  const ward = context.catalog.wards.get(code ?? "");
  if (ward === undefined) return wording.residenceDecides(residence);
  return isCentreKnown
    ? wording.ownCentreFirst(residence, ward.name)
    : wording.ownCentreUnknown(residence, ward.name, findNumberForWard(ward.code, context));
}

/** Says when the ward's police receive residents if the visit is on a Saturday; "" for anything else. */
function describePolice(
  procedure: Procedure,
  ward: string | null,
  time: VisitTime | null,
  { catalog, wording: { points: wording } }: FlowContext,
): string {
  const saturday = time === null ? null : findSaturday(time);
  const hours = saturday === null ? null : findPoliceHours(procedure, saturday);
  if (saturday === null || hours === null) return "";
  const phone = ward === null ? null : catalog.phones.ofPolice(ward);
  return wording.policeHours(hours, catalog.calendar.day(saturday).closed !== null, phone);
}

/** Returns the first Saturday within a week of the beginning of a visit. */
function findSaturday({ from, to }: TimeRange): string | null {
  const first = toLocalDay(from);
  const last = toLocalDay(to > from ? new Date(to.getTime() - 1) : from);
  for (let day = first, days = 0; day <= last && days < 7; day = addDays(day, 1), days += 1) {
    if (toWeekday(day) === 6) return day;
  }
  return null;
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
