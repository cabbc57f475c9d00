import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";

/** Writes a number as it is dialled: "0236 1022 extension 3". */
export function formatNumber({ phone, extension }: NumberToCall): string {
  const number = formatPhoneNumber(phone);
  return extension === null ? number : `${number} extension ${extension}`;
}

/** "Call 1022 first", or "Ask first" only if no number is known. */
export function askFirst(call: NumberToCall | null): string {
  return call === null ? "Ask first" : `Call ${formatNumber(call)} first`;
}
