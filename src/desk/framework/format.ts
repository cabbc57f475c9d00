import { toIsoLocal } from "../../catalog/local-time.ts";

/** How times and numbers are written on the desk's pages. Times are Viet Nam's. */

const numbers = new Intl.NumberFormat("vi-VN");

/** 25/11/2026 */
export function formatDate(at: Date): string {
  const [year, month, date] = toIsoLocal(at).slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}

/** 25/11/2026 08:30 */
export function formatDateTime(at: Date): string {
  return `${formatDate(at)} ${toIsoLocal(at).slice(11, 16)}`;
}

/** The value of an `<input type="datetime-local">`. */
export function formatInputDateTime(at: Date): string {
  return toIsoLocal(at).slice(0, 16);
}

/** 1.234 */
export function formatCount(value: number): string {
  return numbers.format(value);
}

/** 12 %; – if the whole is zero. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((part / whole) * 100)} %`;
}
