import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";

/** Writes a number as it is dialled: "0236 1022 nhánh 3". */
export function formatNumber({ phone, extension }: NumberToCall): string {
  const number = formatPhoneNumber(phone);
  return extension === null ? number : `${number} nhánh ${extension}`;
}

/** "gọi 1022 hỏi trước", or "hỏi trước" only if no number is known. */
export function askFirst(call: NumberToCall | null): string {
  return call === null ? "hỏi trước" : `gọi ${formatNumber(call)} hỏi trước`;
}
