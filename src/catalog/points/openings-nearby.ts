import { toLocalDay } from "../local-time.ts";
import { viewPoint } from "./nearest.ts";
import {
  type Coordinates,
  evaluateOncePerHours,
  type IndexedPoint,
  type PointIndex,
} from "./point-index.ts";
import { maxReachKm, maxShownKm, type TimeRange, type VisitView } from "./points-to-visit.ts";

/** The hours that are known around a place. Points whose hours nobody knows count as neither open nor closed. */
export interface OpeningsNearby {
  /** Whether a point within reach is known to be open at some moment of the time. */
  isAnyOpenDuring(from: Coordinates, during: TimeRange): boolean;
  /** Whether a point within reach is known to be open at `at` or on a later day. */
  isAnyOpenFrom(from: Coordinates, at: Date): boolean;
  /**
   * Returns the point that opens next after the beginning of a time during which none is known to be open: on the earliest
   * day, and of that day's the nearest. Beyond reach only if none within reach opens; null if none opens within 60 days.
   */
  findNextToOpen(query: NextOpeningQuery): NextOpening | null;
}

export interface NextOpeningQuery {
  readonly from: Coordinates;
  readonly during: TimeRange;
  readonly now: Date;
  readonly procedure?: string | undefined;
}

export interface NextOpening {
  readonly view: VisitView;
  readonly at: Date;
}

/** More points than this are never compared: beyond them another ward is nearer to somebody else. */
const maxCompared = 50;

export function buildOpeningsNearby({ locatedWithHours }: PointIndex): OpeningsNearby {
  const isAny = (from: Coordinates, accept: (point: IndexedPoint) => boolean) =>
    locatedWithHours.nearest(from, 1, accept, maxReachKm).length > 0;
  return {
    isAnyOpenDuring(from, during) {
      const isOpen = evaluateOncePerHours((hours) => hours.isOpenDuring(during.from, during.to));
      return isAny(from, (point) => isOpen(point) === true);
    },
    isAnyOpenFrom(from, at) {
      const opens = evaluateOncePerHours(
        (hours) => hours.isOpenAt(at) === true || hours.findNextOpening(at) !== null,
      );
      return isAny(from, opens);
    },
    findNextToOpen({ from, during, now, procedure }) {
      const openingOf = evaluateOncePerHours((hours) => hours.findNextOpening(during.from));
      for (const maxKm of [maxReachKm, maxShownKm]) {
        const near = locatedWithHours.nearest(from, maxCompared, undefined, maxKm);
        const openings = near.flatMap((point) => {
          const at = openingOf(point);
          return at === null ? [] : [{ point, at, day: toLocalDay(at) }];
        });
        // The sort keeps the order of the distances within a day.
        const [next] = openings.sort((a, b) => a.day.localeCompare(b.day));
        if (next === undefined) continue;
        const view = viewPoint(next.point, now, procedure);
        return { view: { ...view, isOpenDuring: false, reason: "opens-next" }, at: next.at };
      }
      return null;
    },
  };
}
