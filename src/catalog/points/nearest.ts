import type { HoursBasis } from "../hours/office-hours.ts";
import type { PointHours } from "../hours/point-hours.ts";
import { toLocalDay } from "../local-time.ts";
import type { HelpPoint } from "../schema.ts";
import {
  type Coordinates,
  evaluateOncePerHours,
  getCoordinates,
  type IndexedPoint,
  type LocatedPoint,
  measureMetres,
  type PointIndex,
} from "./point-index.ts";

/** Sorts points without coordinates last. */
const unplacedDistance = Number.MAX_SAFE_INTEGER;

export interface NearestQuery {
  readonly from?: Coordinates | undefined;
  /** The moment for `isOpen` and `nextChange`; it never changes the order. */
  readonly at: Date;
  /** Only points that are known to be open. */
  readonly onlyOpen?: boolean | undefined;
  /** A procedure's id, for `handles`; it excludes no point. */
  readonly procedure?: string | undefined;
  /** A ward's code, to get only its points. */
  readonly ward?: string | undefined;
  readonly limit: number;
}

/** The state of a help point at one moment, seen from one place. */
export interface PointView {
  readonly point: HelpPoint;
  readonly hours: PointHours;
  /** Whole metres; null if the resident's place or the point's is not known. */
  readonly distanceM: number | null;
  /** null: its hours are not known. */
  readonly isOpen: boolean | null;
  readonly nextChange: Date | null;
  /** Where the hours of that day come from; null if they are not known. */
  readonly hoursBasis: HoursBasis | null;
  /** Never "no": no source lists what a point does not handle. */
  readonly handles: "yes" | "unknown";
}

/**
 * Finds the nearest active points, with those without coordinates last. Without a place they come in the order of
 * their wards' names and their own.
 */
export function buildNearest(index: PointIndex): (query: NearestQuery) => PointView[] {
  const byWard = Map.groupBy(index.all, ({ point }) => point.ward_code);
  const unplaced = index.all.filter(({ point }) => !getCoordinates(point));
  return (query) => {
    const { from, at, limit } = query;
    const isOpen = evaluateOncePerHours((hours) => hours.isOpenAt(at));
    const accept = (point: IndexedPoint) => query.onlyOpen !== true || isOpen(point) === true;

    const find = () => {
      const listed = query.ward === undefined ? index.all : (byWard.get(query.ward) ?? []);
      if (!from)
        return takeAccepted(listed, accept, limit).map((point) => ({ ...point, distanceM: null }));
      if (query.ward !== undefined)
        return takeAccepted(sortByDistance(listed, from), accept, limit);
      const placed = query.onlyOpen === true ? index.locatedWithHours : index.located;
      const near = placed.nearest(from, limit, accept);
      const rest = takeAccepted(unplaced, accept, limit - near.length);
      return [...near, ...rest.map((point) => ({ ...point, distanceM: null }))];
    };
    return find().map((point) => viewPoint(point, at, query.procedure));
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
    hoursBasis: hours.hoursOn(toLocalDay(at)).areHoursKnown ? hours.basis : null,
    handles: isListed ? "yes" : "unknown",
  };
}

function sortByDistance(points: readonly IndexedPoint[], from: Coordinates): LocatedPoint[] {
  return points
    .map((indexed) => {
      const place = getCoordinates(indexed.point);
      return { ...indexed, distanceM: place && measureMetres(from, place) };
    })
    .sort((a, b) => (a.distanceM ?? unplacedDistance) - (b.distanceM ?? unplacedDistance));
}

function takeAccepted<T>(items: readonly T[], accept: (item: T) => boolean, limit: number): T[] {
  const accepted: T[] = [];
  for (const item of items) {
    if (accepted.length >= limit) break;
    if (accept(item)) accepted.push(item);
  }
  return accepted;
}
