import { toLocalDay, toMinuteOfDay, toWeekday, type Weekday } from "../../catalog/local-time.ts";

export const dayNames: Record<Weekday, string> = {
  1: "thứ Hai",
  2: "thứ Ba",
  3: "thứ Tư",
  4: "thứ Năm",
  5: "thứ Sáu",
  6: "thứ Bảy",
  7: "Chủ nhật",
};

/** "9 giờ", "17 giờ 30": from minutes after midnight, as written on a door. */
export function formatClock(minute: number): string {
  const hour = Math.floor(minute / 60) % 24;
  const rest = minute % 60;
  return rest === 0 ? `${hour} giờ` : `${hour} giờ ${String(rest).padStart(2, "0")}`;
}

/** "9 giờ sáng", "5 giờ 30 chiều", "8 giờ tối": as people say it. */
export function formatSpokenClock(minute: number): string {
  const hour = Math.floor(minute / 60) % 24;
  const part = hour < 11 ? "sáng" : hour < 13 ? "trưa" : hour < 18 ? "chiều" : "tối";
  const spoken = hour > 12 ? hour - 12 : hour;
  const rest = minute % 60;
  return `${spoken} giờ${rest === 0 ? "" : ` ${String(rest).padStart(2, "0")}`} ${part}`;
}

/** "thứ Năm 26/11", with the year if it is not the present one. */
export function formatDay(day: string, now: Date): string {
  const [year, month, date] = day.split("-").map(Number);
  const today = toLocalDay(now);
  const name = `${dayNames[toWeekday(day)]} ${date}/${month}`;
  return today.startsWith(`${year}-`) ? name : `${name}/${year}`;
}

/** "9 giờ sáng thứ Năm 26/11"; without the day if it is today. */
export function formatMoment(at: Date, now: Date): string {
  const time = formatSpokenClock(toMinuteOfDay(at));
  const day = toLocalDay(at);
  return day === toLocalDay(now) ? `${time} hôm nay` : `${time} ${formatDay(day, now)}`;
}
