import { addDays, toLocalDay, toWeekday } from "../../catalog/local-time.ts";
import type { TimeRange } from "../../catalog/points/points-to-visit.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import { type DecidingResidence, findPoliceHours } from "../../catalog/procedures/agency.ts";
import type { FlowContext } from "../engine/flow.ts";
import { findNumberForWard } from "./number-to-call.ts";
import type { PointQuestion } from "./search-points.ts";

/** Says that one ward alone decides, and where in that ward to go. */
export function describeResidence(
  residence: DecidingResidence,
  isCentreKnown: boolean,
  { place }: PointQuestion,
  context: FlowContext,
): string {
  const wording = context.wording.points;
  const ward = context.catalog.wards.get(place.ward ?? "");
  if (ward === undefined) return wording.residenceDecides(residence);
  return isCentreKnown
    ? wording.ownCentreFirst(residence, ward.name)
    : wording.ownCentreUnknown(residence, ward.name, findNumberForWard(ward.code, context));
}

/** Says when the ward's police receive residents if the visit is on a Saturday; "" for anything else. */
export function describePolice(
  procedure: Procedure | undefined,
  { place: { ward }, time }: PointQuestion,
  { catalog, wording: { points: wording } }: FlowContext,
): string {
  const saturday = time === null ? null : findSaturday(time);
  if (procedure === undefined || saturday === null) return "";
  const hours = findPoliceHours(procedure, saturday);
  if (hours === null) return "";
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
