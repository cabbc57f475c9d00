import { fold } from "../text/fold.ts";
import { type PointView, viewPoint } from "./nearest.ts";
import {
  type Coordinates,
  evaluateOncePerHours,
  getCoordinates,
  type IndexedPoint,
  type LocatedPoint,
  measureMetres,
  type PointIndex,
} from "./point-index.ts";

export interface VisitQuery {
  readonly from: Coordinates;
  /** When the resident means to come, from ≤ t < to; null if no time was asked for. */
  readonly during: TimeRange | null;
  readonly now: Date;
  readonly procedure?: string | undefined;
  /** The code of the ward that alone decides the case: its service centre comes first. */
  readonly firstWard?: string | null | undefined;
  readonly limit: number;
}

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A point to visit and the reason for its rank. `isOpen` and `nextChange` are as of now. */
export interface VisitView extends PointView {
  /** Whether it is open at some moment of the time asked for; null if that is not known or no time was asked for. */
  readonly isOpenDuring: boolean | null;
  readonly reason:
    | "open-then"
    | "hours-unknown"
    | "closed-then"
    | "nearest"
    | "own-ward"
    | "opens-next";
}

/** An open point within this distance ranks before a nearer one: about half an hour by motorbike. */
export const maxReachKm = 20;

/** A point farther away is never shown: nobody goes more than an hour and a half to be helped with a form. */
export const maxShownKm = 50;

/**
 * Ranks the points to visit, none of them farther than `maxShownKm`. Without a time, by distance. With a time, first the
 * points within reach: those known to be open then, those with unknown hours, those closed then, each by distance; points
 * beyond reach only fill up the list, by distance. The nearest point known to be open is always in the list: if none is
 * within reach, the nearest one beyond comes last. Before all of them comes the service centre of the ward that alone
 * decides, however far, if the query names that ward and its centre is known.
 */
export function buildPointsToVisit(index: PointIndex): (query: VisitQuery) => VisitView[] {
  const centres = indexCentres(index.all);
  return ({ from, during, now, procedure, firstWard, limit }) => {
    const isOpen = evaluateOncePerHours(
      during === null ? () => null : (hours) => hours.isOpenDuring(during.from, during.to),
    );
    const view = (point: LocatedPoint, reason: VisitView["reason"]): VisitView => ({
      ...viewPoint(point, now, procedure),
      isOpenDuring: isOpen(point),
      reason,
    });
    const centre = centres.get(firstWard ?? null);
    const ranked =
      during === null
        ? index.located.nearest(from, limit, undefined, maxShownKm)
        : rankPoints(index, from, limit, isOpen);
    const views = ranked.map((point) =>
      view(point, during === null ? "nearest" : toReason(isOpen(point))),
    );
    if (centre === undefined) return views;
    const others = views.filter(({ point }) => point.id !== centre.point.id);
    const first = view({ ...centre, distanceM: measureFrom(from, centre) }, "own-ward");
    return [first, ...keepOpenOne(others, limit - 1)];
  };
}

/** Keeps the first ones, the last of which gives way to an open one if that would be cut off. */
function keepOpenOne(views: readonly VisitView[], limit: number): VisitView[] {
  const kept = views.slice(0, limit);
  if (limit < 1 || kept.some(({ isOpenDuring }) => isOpenDuring === true)) return kept;
  const open = views.slice(limit).find(({ isOpenDuring }) => isOpenDuring === true);
  return open === undefined ? kept : [...kept.slice(0, limit - 1), open];
}

/** Ward code → its service centre. A centre of a whole province that stands in the ward has another name. */
function indexCentres(points: readonly IndexedPoint[]): ReadonlyMap<string | null, IndexedPoint> {
  const centres = points.filter(({ point: { kind, name, ward, ward_code } }) => {
    if (kind !== "service_centre" || ward === null || ward_code === null) return false;
    return fold(name).includes(fold(ward));
  });
  return new Map(centres.toReversed().map((each) => [each.point.ward_code, each]));
}

function measureFrom(from: Coordinates, { point }: IndexedPoint): number | null {
  const place = getCoordinates(point);
  return place && measureMetres(from, place);
}

function rankPoints(
  index: PointIndex,
  from: Coordinates,
  limit: number,
  isOpen: (point: IndexedPoint) => boolean | null,
): LocatedPoint[] {
  const shown = rankByOpenness(index, from, limit, isOpen);
  if (shown.some((point) => isOpen(point) === true)) return shown;
  const isKnownOpen = (point: IndexedPoint) => isOpen(point) === true;
  const [open] = index.locatedWithHours.nearest(from, 1, isKnownOpen, maxShownKm);
  return open === undefined ? shown : [...shown.slice(0, limit - 1), open];
}

function rankByOpenness(
  { located, locatedWithHours }: PointIndex,
  from: Coordinates,
  limit: number,
  isOpen: (point: IndexedPoint) => boolean | null,
): LocatedPoint[] {
  const ranks = [
    { among: locatedWithHours, openness: true },
    { among: located, openness: null },
    { among: located, openness: false },
  ];
  const inReach: LocatedPoint[] = [];
  for (const { among, openness } of ranks) {
    const missing = limit - inReach.length;
    const hasOpenness = (point: IndexedPoint) => isOpen(point) === openness;
    inReach.push(...among.nearest(from, missing, hasOpenness, maxReachKm));
    if (inReach.length === limit) return inReach;
  }
  // Fewer than `limit` are within reach, so the nearest of all are these plus those beyond.
  const chosen = new Set(inReach.map(({ point }) => point.id));
  const near = located.nearest(from, limit, undefined, maxShownKm);
  const beyond = near.filter(({ point }) => !chosen.has(point.id));
  return [...inReach, ...beyond];
}

function toReason(isOpen: boolean | null): VisitView["reason"] {
  if (isOpen === null) return "hours-unknown";
  return isOpen ? "open-then" : "closed-then";
}
