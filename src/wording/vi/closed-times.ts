import type { ClosedTime } from "../../catalog/hours/closed-times.ts";
import { formatClock } from "./moments.ts";

const noon = 12 * 60;
const evening = 18 * 60;
const midnight = 24 * 60;

/** "sáng", "chiều", "tối", or "từ 9 giờ đến 10 giờ": the part of a day at which a point is closed. */
export function partOfDay({ from, to }: Pick<ClosedTime, "from" | "to">): string {
  if (from <= 7 * 60 && to === noon) return "sáng";
  if (from === noon && (to === evening || to >= midnight)) return "chiều";
  if (from === evening && to >= 20 * 60) return "tối";
  if (to >= midnight) return `từ ${formatClock(from)}`;
  return `từ ${formatClock(from)} đến ${formatClock(to)}`;
}

/** "chiều điểm nghỉ (họp)" */
export function closedTime(time: ClosedTime): string {
  return `${partOfDay(time)} điểm nghỉ${time.name === null ? "" : ` (${time.name})`}`;
}

/** "chiều nay điểm nghỉ (họp)", "chiều thứ Sáu 27/11 điểm nghỉ", "hôm nay điểm nghỉ từ 9 giờ đến 10 giờ" */
export function closedTimeOn(day: string, isToday: boolean, time: ClosedTime): string {
  const part = partOfDay(time);
  const why = time.name === null ? "" : ` (${time.name})`;
  if (part.startsWith("từ ")) return `${day} điểm nghỉ ${part}${why}`;
  return `${part} ${isToday ? "nay" : day} điểm nghỉ${why}`;
}
