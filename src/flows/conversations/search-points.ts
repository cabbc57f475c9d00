import { toLocalDay } from "../../catalog/local-time.ts";
import type { NextOpening } from "../../catalog/points/openings-nearby.ts";
import type { VisitView } from "../../catalog/points/points-to-visit.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import { type DecidingResidence, nameAgency } from "../../catalog/procedures/agency.ts";
import type { VisitTime } from "../../wording/point-layout.ts";
import type { FlowContext } from "../engine/flow.ts";
import type { SearchOrigin } from "./search-origin.ts";

/** The best point and what may be asked for beside it: more is a list to study, not an answer. */
const maxPoints = 3;

/** Nobody would call this near. The catalogue knows few points outside the largest cities. */
const farMetres = 30_000;

export interface PointQuestion {
  readonly place: SearchOrigin;
  /** null if no time was asked. */
  readonly time: VisitTime | null;
  /** The id of the procedure that the resident asks about; "" if there is none. */
  readonly about: string;
}

/** The points for a resident, the best first, and what is said before them. */
export interface FoundPoints {
  readonly views: readonly VisitView[];
  readonly procedure: Procedure | undefined;
  readonly procedureAsked: boolean;
  /** Whose residence alone decides; null if another ward may too. */
  readonly residence: DecidingResidence | null;
  /** Who decides in the end; null if that is not known, or if it is the first point. */
  readonly agency: string | null;
  /** The opening to which the first point is due, where none is known to be open at the time. */
  readonly next: NextOpening | null;
  readonly areAllFar: boolean;
}

/**
 * Finds the points to visit. First comes the centre of the ward that alone decides, then a point known to be open at the time,
 * or else the one that opens next.
 */
export function searchPoints(question: PointQuestion, context: FlowContext): FoundPoints {
  const { place, time, about } = question;
  const { catalog, now } = context;
  const procedure = catalog.procedures.get(about);
  const listed = catalog.listed.get(about);
  const province = catalog.wards.get(place.ward ?? "")?.province_code ?? null;
  const day = toLocalDay(time?.from ?? now);
  const residence =
    procedure === undefined ? null : catalog.findDecidingResidence(procedure.id, province, day);
  const query = { from: place, now, procedure: procedure?.id ?? listed?.id };
  const find = (firstWard: string | null) =>
    catalog.findPointsToVisit({ ...query, during: time, firstWard, limit: maxPoints });
  const near = find(residence === null ? null : place.ward);
  const found = near.length > 0 ? near : find(place.ward);
  const isOwnWard = found[0]?.reason === "own-ward";
  const open = found.find(({ isOpenDuring }) => isOpenDuring === true);
  const next =
    time === null || open !== undefined || isOwnWard
      ? null
      : catalog.openings.findNextToOpen({ ...query, during: time });
  const first = isOwnWard ? found[0] : (open ?? next?.view ?? found[0]);
  const views = first === undefined ? [] : [first, ...without(first, found)].slice(0, maxPoints);
  return {
    views,
    procedure,
    procedureAsked: (procedure ?? listed) !== undefined,
    residence,
    agency:
      (procedure === undefined ? listed?.agency : nameAgency(procedure, province, day)) ?? null,
    next,
    areAllFar: views.every(({ distanceM }) => (distanceM ?? 0) > farMetres),
  };
}

function without(first: VisitView, views: readonly VisitView[]): VisitView[] {
  return views.filter(({ point }) => point.id !== first.point.id);
}
