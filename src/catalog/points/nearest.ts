import type { Calendar } from "../hours/calendar.ts";
import { buildPointHours, type PointHours } from "../hours/point-hours.ts";
import type { HelpPoint } from "../schema.ts";
import {
  askOnce,
  type Coordinates,
  getCoordinates,
  type IndexedPoint,
  type LocatedPoint,
  metresBetween,
  type PointIndex,
} from "./point-index.ts";

export interface NearestQuery {
  readonly from?: Coordinates | undefined;
  /** The moment for which `open` and `nextChange` are told; it never changes the order. */
  readonly at: Date;
  /** Only points that are known to be open. */
  readonly onlyOpen?: boolean | undefined;
  /** A procedure's id, for `handles`: it leaves no point out. */
  readonly procedure?: string | undefined;
  /** A ward's code: only its points. */
  readonly ward?: string | undefined;
  readonly limit: number;
}

/** A help point as it is at one moment, seen from one place. */
export interface PointView {
  readonly point: HelpPoint;
  readonly hours: PointHours;
  /** Whole metres; null where the asker's place or the point's is not known. */
  readonly distanceM: number | null;
  /** null: its hours are not known. */
  readonly isOpen: boolean | null;
  readonly nextChange: Date | null;
  /** No source lists what a point does not handle: "no" cannot be known. */
  readonly handles: "yes" | "unknown";
}

/**
 * Answers which active points are nearest, those without coordinates last; without a place, in the order of
 * their wards' names and their own.
 */
export function buildNearest(index: PointIndex): (query: NearestQuery) => PointView[] {
  const byWard = Map.groupBy(index.all, ({ point }) => point.ward_code);
  const unplaced = index.all.filter(({ point }) => !getCoordinates(point));
  return (query) => {
    const { from, at, limit } = query;
    const isOpen = askOnce((hours) => hours.isOpenAt(at));
    const accept = (point: IndexedPoint) => query.onlyOpen !== true || isOpen(point) === true;

    const found = () => {
      const listed = query.ward === undefined ? index.all : (byWard.get(query.ward) ?? []);
      if (!from) return take(listed, accept, limit).map((point) => ({ ...point, distanceM: null }));
      if (query.ward !== undefined) return take(byDistance(listed, from), accept, limit);
      const placed = query.onlyOpen === true ? index.locatedWithHours : index.located;
      const near = placed.nearest(from, limit, accept);
      const rest = take(unplaced, accept, limit - near.length);
      return [...near, ...rest.map((point) => ({ ...point, distanceM: null }))];
    };
    return found().map((point) => viewPoint(point, at, query.procedure));
  };
}

/** @param procedure the id of the procedure that the resident asks about, if any. */
export function viewPoint(
  { point, hours, distanceM }: LocatedPoint,
  at: Date,
  procedure: string | undefined,
): PointView {
  const isListed = procedure !== undefined && point.services?.includes(procedure) === true;
  return {
    point,
    hours,
    distanceM,
    isOpen: hours.isOpenAt(at),
    nextChange: hours.findNextChange(at),
    handles: isListed ? "yes" : "unknown",
  };
}

const unplacedLast = Number.MAX_SAFE_INTEGER;

/** One point as it is at a moment, seen from nowhere in particular. */
export function viewSinglePoint(point: HelpPoint, calendar: Calendar, at: Date): PointView {
  const hours = buildPointHours(point, calendar);
  return viewPoint({ point, hours, distanceM: null }, at, undefined);
}

function byDistance(points: readonly IndexedPoint[], from: Coordinates): LocatedPoint[] {
  return points
    .map((indexed) => {
      const place = getCoordinates(indexed.point);
      return { ...indexed, distanceM: place && metresBetween(from, place) };
    })
    .sort((a, b) => (a.distanceM ?? unplacedLast) - (b.distanceM ?? unplacedLast));
}

function take<T>(items: readonly T[], accept: (item: T) => boolean, limit: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length >= limit) break;
    if (accept(item)) taken.push(item);
  }
  return taken;
}
