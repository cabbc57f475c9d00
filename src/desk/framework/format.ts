import { toIsoLocal } from "../../catalog/local-time.ts";

/** How times and numbers are written on the desk's pages. Times are Viet Nam's. */

const numbers = new Intl.NumberFormat("vi-VN");

/** 25/11/2026 */
export function day(at: Date): string {
  const [year, month, date] = toIsoLocal(at).slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}

/** 25/11/2026 08:30 */
export function moment(at: Date): string {
  return `${day(at)} ${toIsoLocal(at).slice(11, 16)}`;
}

/** As `<input type="datetime-local">` takes it. */
export function inputMoment(at: Date): string {
  return toIsoLocal(at).slice(0, 16);
}

/** As `<input type="date">` takes it. */
export function inputDay(at: Date): string {
  return toIsoLocal(at).slice(0, 10);
}

/** 1.234 */
export function count(value: number): string {
  return numbers.format(value);
}

/** 12 %; – for nothing out of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((part / whole) * 100)} %`;
}
