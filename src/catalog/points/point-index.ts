import { around, distance } from "geokdbush";
import KDBush from "kdbush";
import type { Calendar } from "../hours/calendar.ts";
import { buildPointHours, type PointHours } from "../hours/point-hours.ts";
import type { HelpPoint } from "../schema.ts";

/** Degrees, WGS 84. */
export interface Coordinates {
  readonly lat: number;
  readonly lon: number;
}

export interface IndexedPoint {
  readonly point: HelpPoint;
  /** Shared by all points with the same hours, so that they are evaluated once. */
  readonly hours: PointHours;
}

export interface LocatedPoint extends IndexedPoint {
  /** Great-circle distance in whole metres; null for a point without coordinates. */
  readonly distanceM: number | null;
}

/** Finds points in the order of their distance. */
interface DistanceIndex {
  nearest(from: Coordinates, limit: number, accept?: Accept, maxKm?: number): LocatedPoint[];
}

type Accept = (point: IndexedPoint) => boolean;

/** Every point that residents may be referred to, without historical ones. */
export interface PointIndex {
  /** Sorted by ward name, then by their own name. */
  readonly all: readonly IndexedPoint[];
  readonly located: DistanceIndex;
  /** The points of `located` whose hours are known: far fewer, because most hours have no source yet. */
  readonly locatedWithHours: DistanceIndex;
}

/** @throws {HoursError} on opening hours that `catalog:check` would refuse. */
export function indexPoints(points: readonly HelpPoint[], calendar: Calendar): PointIndex {
  const hoursOf = shareHours(calendar);
  const all = points
    .filter((point) => point.status === "active")
    .sort(compareByWardAndName)
    .map((point) => ({ point, hours: hoursOf(point) }));
  return {
    all,
    located: indexByDistance(all),
    locatedWithHours: indexByDistance(all.filter(({ point }) => areHoursKnown(point))),
  };
}

function areHoursKnown({ opening_hours: hours, openings = [] }: HelpPoint): boolean {
  return hours !== null || openings.length > 0;
}

export function getCoordinates({ lat, lon }: HelpPoint): Coordinates | null {
  return lat === null || lon === null ? null : { lat, lon };
}

export function measureMetres(a: Coordinates, b: Coordinates): number {
  return Math.round(1000 * distance(a.lon, a.lat, b.lon, b.lat));
}

/** Evaluates each hours object once for all points that share it; the cache lasts for one query. */
export function evaluateOncePerHours<T>(
  evaluate: (hours: PointHours) => T,
): (point: IndexedPoint) => T {
  const results = new Map<PointHours, T>();
  return ({ hours }) => {
    const known = results.get(hours);
    if (known !== undefined) return known;
    const result = evaluate(hours);
    results.set(hours, result);
    return result;
  };
}

/** Parses each distinct `opening_hours` once instead of once for each point, because parsing is slow. */
function shareHours(calendar: Calendar): (point: HelpPoint) => PointHours {
  const shared = new Map<string | null, PointHours>();
  return (point) => {
    if (hasOwnDays(point)) return buildPointHours(point, calendar);
    const known = shared.get(point.opening_hours);
    if (known) return known;
    const hours = buildPointHours(point, calendar);
    shared.set(point.opening_hours, hours);
    return hours;
  };
}

/** Whether a point is open or closed on days that others with the same weekly hours do not share. */
function hasOwnDays({ kind, closures = [], area_closures: ofArea = [], openings = [] }: HelpPoint) {
  return kind === "visiting_team" || closures.length + ofArea.length + openings.length > 0;
}

function indexByDistance(points: readonly IndexedPoint[]): DistanceIndex {
  const placed = points.flatMap((indexed) => {
    const place = getCoordinates(indexed.point);
    return place ? [{ indexed, place }] : [];
  });
  const tree = new KDBush(placed.length);
  for (const { place } of placed) tree.add(place.lon, place.lat);
  tree.finish();
  return {
    nearest(from, limit, accept = () => true, maxKm = Number.POSITIVE_INFINITY) {
      const accepts = (id: number) => {
        const candidate = placed[id];
        return candidate !== undefined && accept(candidate.indexed);
      };
      return around(tree, from.lon, from.lat, limit, maxKm, accepts).flatMap((id) => {
        const found = placed[id];
        return found ? [{ ...found.indexed, distanceM: measureMetres(from, found.place) }] : [];
      });
    },
  };
}

const vietnamese = new Intl.Collator("vi");

function compareByWardAndName(a: HelpPoint, b: HelpPoint): number {
  if (a.ward !== null && b.ward !== null) {
    return vietnamese.compare(a.ward, b.ward) || vietnamese.compare(a.name, b.name);
  }
  return Number(a.ward === null) - Number(b.ward === null) || vietnamese.compare(a.name, b.name);
}
