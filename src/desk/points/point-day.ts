import type { Catalog } from "../../catalog/catalog.ts";
import type { DayHours } from "../../catalog/hours/point-hours.ts";
import { addDays, toLocalDay, toMinuteOfDay } from "../../catalog/local-time.ts";
import { nameOnDuty } from "../../catalog/points/on-duty.ts";
import type { Closure, HelpPoint, Opening } from "../../catalog/schema.ts";
import { partOfDay } from "../../wording/vi/closed-times.ts";
import { formatClock, formatDay } from "../../wording/vi/moments.ts";
import { wordingIn } from "../../wording/wording.ts";
import { afternoon, keyOf, type Press, timesOf } from "./daily-edits.ts";

const closuresAheadDays = 60;
const maxClosuresRead = 4;

interface DayContext {
  readonly catalog: Catalog;
  readonly now: Date;
}

/** What of a point its team sees and changes from day to day. */
export function describePointDay(point: HelpPoint, { catalog, now }: DayContext) {
  const today = toLocalDay(now);
  const { hours, isOpen } = catalog.viewPoint(point, now);
  const [todays, tomorrows] = [hours.hoursOn(today), hours.hoursOn(addDays(today, 1))];
  const ahead = <Range extends Closure | Opening>(ranges: readonly Range[] = []) =>
    ranges
      .filter(({ to }) => to >= today)
      .map((range) => ({ key: keyOf(range), words: describeRange(range, now) }));
  return {
    id: point.id,
    name: point.name,
    state: isOpen === null ? "unknown" : isOpen ? "open" : "closed",
    stateName: nameState(isOpen, todays),
    buttons: listButtons(point, todays, tomorrows, now),
    isAreaClosed: isClosed(point.area_closures, today),
    reads: residentLines(point, { catalog, now }),
    closures: ahead(point.closures),
    openings: ahead(point.openings),
  };
}

/** Returns exactly what residents read about today and the days to come. */
export function residentLines(point: HelpPoint, { catalog, now }: DayContext): string[] {
  const { points, pointPage } = wordingIn("vi");
  const view = catalog.viewPoint(point, now);
  const onDuty = nameOnDuty(point, toLocalDay(now));
  const [today] = pointPage.days(view.hours, now, 1);
  const closures = pointPage
    .closures(view.hours, now, closuresAheadDays)
    .filter(({ isToday }) => !isToday)
    .slice(0, maxClosuresRead);
  return [
    points.open(view, now),
    ...(today === undefined ? [] : [`${today.day}: ${today.hours}.`]),
    ...closures.map(({ day, hours }) => `${day}: ${hours}.`),
    ...(onDuty === null ? [] : [`${pointPage.onDuty}: ${onDuty}.`]),
  ];
}

function nameState(isOpen: boolean | null, today: DayHours): string {
  const [part] = today.closedTimes;
  const off = part === undefined ? "" : `, nghỉ ${partOfDay(part)}`;
  if (isOpen === true) return `Đang mở${off}`;
  if (today.closed?.reason === "closure") return "Hôm nay nghỉ";
  if (today.closed?.reason === "holiday") return "Hôm nay nghỉ lễ";
  return `${isOpen === null ? "Chưa rõ giờ" : "Đang đóng cửa"}${off}`;
}

/** Returns what one press can say: closing a day that is open, and opening one that the team has closed. */
function listButtons(point: HelpPoint, today: DayHours, tomorrow: DayHours, now: Date) {
  const buttons: { press: Press; name: string }[] = [];
  const isLate = toMinuteOfDay(now) >= afternoon.to;
  const opensLater = !today.areHoursKnown || today.intervals.some(({ to }) => to > afternoon.from);
  if (hasClosure(point, today.date)) buttons.push({ press: "open-today", name: "Mở lại" });
  if (today.closed === null) {
    buttons.push({ press: "close-today", name: "Nghỉ hôm nay" });
    if (!isLate && opensLater && today.closedTimes.length === 0) {
      buttons.push({ press: "close-afternoon", name: "Nghỉ chiều nay" });
    }
  }
  if (hasClosure(point, tomorrow.date)) {
    buttons.push({ press: "open-tomorrow", name: "Ngày mai không nghỉ nữa" });
  } else if (tomorrow.closed === null) {
    buttons.push({ press: "close-tomorrow", name: "Nghỉ ngày mai" });
  }
  return buttons;
}

function hasClosure({ closures }: HelpPoint, day: string): boolean {
  return (closures ?? []).some(({ from, to }) => from <= day && day <= to);
}

function isClosed(closures: readonly Closure[] = [], day: string): boolean {
  return closures.some((one) => one.hours === undefined && one.from <= day && day <= one.to);
}

/** "thứ Bảy 28/11 đến thứ Hai 30/11 (họp)", "chiều thứ Bảy 28/11", "Chủ nhật 29/11, 8 giờ đến 11 giờ" */
function describeRange(range: Closure | Opening, now: Date): string {
  const { from, to, note } = range;
  const first = formatDay(from, now);
  const days = from === to ? first : `${first} đến ${formatDay(to, now)}`;
  const times = timesOf(range).map((time) => {
    const part = partOfDay(time);
    return part.startsWith("từ ") ? `${formatClock(time.from)} đến ${formatClock(time.to)}` : part;
  });
  const when = times.length === 0 ? days : `${days}, ${times.join(" và ")}`;
  return note === null ? when : `${when} (${note})`;
}
