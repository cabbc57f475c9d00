import type { ClosedTime } from "../../catalog/hours/closed-times.ts";
import { formatClock } from "./moments.ts";

const noon = 12 * 60;
const evening = 18 * 60;
const midnight = 24 * 60;

/** "in the morning", or "from 9:00 am to 10:00 am": the part of a day at which a point is closed. */
function partOfDay({ from, to }: Pick<ClosedTime, "from" | "to">): string {
  if (from <= 7 * 60 && to === noon) return "in the morning";
  if (from === noon && (to === evening || to >= midnight)) return "in the afternoon";
  if (from === evening && to >= 20 * 60) return "in the evening";
  if (to >= midnight) return `from ${formatClock(from)}`;
  return `from ${formatClock(from)} to ${formatClock(to)}`;
}

/** "closed in the afternoon (meeting)" */
export function closedTime(time: ClosedTime): string {
  return `closed ${partOfDay(time)}${time.name === null ? "" : ` (${time.name})`}`;
}

/** "today this point is closed in the afternoon (meeting)" */
export function closedTimeOn(day: string, _isToday: boolean, time: ClosedTime): string {
  return `${day} this point is ${closedTime(time)}`;
}
