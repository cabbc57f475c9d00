import { type PointView, viewPoint } from "./nearest.ts";
import {
  type Coordinates,
  evaluateOncePerHours,
  type IndexedPoint,
  type LocatedPoint,
  type PointIndex,
} from "./point-index.ts";

export interface VisitQuery {
  readonly from: Coordinates;
  /** When the resident means to come, from ≤ t < to; null if no time was asked for. */
  readonly during: TimeRange | null;
  readonly now: Date;
  readonly procedure?: string | undefined;
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
  readonly reason: "open-then" | "hours-unknown" | "closed-then" | "nearest";
}

/** An open point within this distance ranks before a nearer one: about half an hour by motorbike. */
export const maxReachKm = 20;

/**
 * Ranks the points to visit. Without a time, by distance. With a time, first the points within reach: those known to be
 * open then, those with unknown hours, those closed then, each by distance; points beyond reach only fill up the list, by
 * distance. The nearest point known to be open is always in the list: if none is within reach, the nearest one beyond
 * comes last, however far, so that a resident who must be sure of an open door knows where one is.
 */
export function buildPointsToVisit(index: PointIndex): (query: VisitQuery) => VisitView[] {
  return ({ from, during, now, procedure, limit }) => {
    const view = (point: LocatedPoint) => viewPoint(point, now, procedure);
    if (!during) {
      return index.located
        .nearest(from, limit)
        .map((point) => ({ ...view(point), isOpenDuring: null, reason: "nearest" }));
    }
    const isOpen = evaluateOncePerHours((hours) => hours.isOpenDuring(during.from, during.to));
    return rankPoints(index, from, limit, isOpen).map((point) => {
      const isOpenDuring = isOpen(point);
      return { ...view(point), isOpenDuring, reason: toReason(isOpenDuring) };
    });
  };
}

function rankPoints(
  index: PointIndex,
  from: Coordinates,
  limit: number,
  isOpen: (point: IndexedPoint) => boolean | null,
): LocatedPoint[] {
  const shown = rankByOpenness(index, from, limit, isOpen);
  if (shown.some((point) => isOpen(point) === true)) return shown;
  const [open] = index.locatedWithHours.nearest(from, 1, (point) => isOpen(point) === true);
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
  const beyond = located.nearest(from, limit).filter(({ point }) => !chosen.has(point.id));
  return [...inReach, ...beyond];
}

function toReason(isOpen: boolean | null): VisitView["reason"] {
  if (isOpen === null) return "hours-unknown";
  return isOpen ? "open-then" : "closed-then";
}
