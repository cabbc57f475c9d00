import { toLocalDay } from "../catalog/local-time.ts";
import type { TimeRange } from "../catalog/points/points-to-visit.ts";

/** What is known of a visit, where help points are told. */
export interface PointAsk {
  readonly now: Date;
  /** When the resident means to come; null where no time was asked. */
  readonly visitAt: Date | null;
  /** The ward that was typed, where no location was shared. */
  readonly ward: string | null;
  readonly procedureAsked: boolean;
}

/** When a resident means to come, and how it is said in Vietnamese. */
export interface VisitTime extends TimeRange {
  readonly words: string;
}

/** Today, and the day of the visit where it is another. */
export function visitDays(now: Date, visitAt: Date | null): string[] {
  return [...new Set([toLocalDay(now), toLocalDay(visitAt ?? now)])];
}
