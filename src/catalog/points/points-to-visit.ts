import { type PointView, viewPoint } from "./nearest.ts";
import {
  askOnce,
  type Coordinates,
  type IndexedPoint,
  type LocatedPoint,
  type PointIndex,
} from "./point-index.ts";

export interface VisitQuery {
  readonly from: Coordinates;
  /** When the resident means to come, from ≤ t < to; null where no time was asked. */
  readonly during: TimeRange | null;
  readonly now: Date;
  readonly procedure?: string | undefined;
  readonly limit: number;
}

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A point to go to, and why it stands where it does. `open` and `nextChange` are as of now. */
export interface VisitView extends PointView {
  /** Whether it is open at some moment of the time asked; null where that is not known or none was asked. */
  readonly isOpenDuring: boolean | null;
  readonly reason: "open-then" | "hours-unknown" | "closed-then" | "nearest";
}

/** How far an open point may be to come before a nearer one: about half an hour by motorbike. */
export const maxReachKm = 20;

/**
 * Answers where to go. No time asked: the nearest. A time asked: within reach those known to be open then, those
 * whose hours are not known, those closed then, by distance within each; points farther away only fill up, by distance.
 * So the nearest point known to be open within reach comes first; where there is none, the nearest one beyond comes
 * last, however far: who must be sure of an open door should know where one is.
 */
export function buildPointsToVisit(index: PointIndex): (query: VisitQuery) => VisitView[] {
  return ({ from, during, now, procedure, limit }) => {
    const view = (point: LocatedPoint) => viewPoint(point, now, procedure);
    if (!during) {
      return index.located
        .nearest(from, limit)
        .map((point) => ({ ...view(point), isOpenDuring: null, reason: "nearest" }));
    }
    const isOpen = askOnce((hours) => hours.isOpenDuring(during.from, during.to));
    return ranked(index, from, limit, isOpen).map((point) => {
      const open = isOpen(point);
      return { ...view(point), isOpenDuring: open, reason: reasonOf(open) };
    });
  };
}

function ranked(
  index: PointIndex,
  from: Coordinates,
  limit: number,
  isOpen: (point: IndexedPoint) => boolean | null,
): LocatedPoint[] {
  const shown = nearestByRank(index, from, limit, isOpen);
  if (shown.some((point) => isOpen(point) === true)) return shown;
  const [open] = index.locatedWithHours.nearest(from, 1, (point) => isOpen(point) === true);
  return open === undefined ? shown : [...shown.slice(0, limit - 1), open];
}

function nearestByRank(
  { located, locatedWithHours }: PointIndex,
  from: Coordinates,
  limit: number,
  isOpen: (point: IndexedPoint) => boolean | null,
): LocatedPoint[] {
  const ranks = [
    { among: locatedWithHours, wanted: true },
    { among: located, wanted: null },
    { among: located, wanted: false },
  ];
  const inReach: LocatedPoint[] = [];
  for (const { among, wanted } of ranks) {
    const missing = limit - inReach.length;
    inReach.push(...among.nearest(from, missing, (point) => isOpen(point) === wanted, maxReachKm));
    if (inReach.length === limit) return inReach;
  }
  // Fewer than `limit` are all there are in reach, so the nearest of all are these and those beyond.
  const chosen = new Set(inReach.map(({ point }) => point.id));
  const beyond = located.nearest(from, limit).filter(({ point }) => !chosen.has(point.id));
  return [...inReach, ...beyond];
}

function reasonOf(open: boolean | null): VisitView["reason"] {
  if (open === null) return "hours-unknown";
  return open ? "open-then" : "closed-then";
}
