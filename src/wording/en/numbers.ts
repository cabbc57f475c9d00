import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { createNumberLine } from "../number-line.ts";
import type { Wording } from "../vi/vietnamese.ts";

/** Writes a number as it is dialled: "0236 1022 extension 3". */
export function formatNumber({ phone, extension }: NumberToCall): string {
  const number = formatPhoneNumber(phone);
  return extension === null ? number : `${number} extension ${extension}`;
}

/** "Call 1022 first", or "Ask first" only if no number is known. */
export function askFirst(call: NumberToCall | null): string {
  return call === null ? "Ask first" : `Call ${formatNumber(call)} first`;
}

/** Follows a number whose source is weak. */
export const doubtfulPhone = "(an old number that I could not check)";

/** A number in a sentence that is not followed by the card of its point. */
export function warnOfDoubt(call: NumberToCall): string {
  const number = formatNumber(call);
  return call.isDoubtful ? `${number} ${doubtfulPhone}` : number;
}

export function nameOwner({ of, name }: NumberToCall): string {
  if (of === "province" && name !== null) return `the line of ${name}`;
  if (of === "line") return "the support line";
  return name ?? "the National Public Service Portal";
}

/** Gives the number of the resident's ward, province or country with an advice to ask. */
export const numberWording: Wording["numbers"] = createNumberLine({
  asks: /\b(?:ask|call|phone)\b(?! you)/i,
  line: (call) => `A number to call: ${nameOwner(call)}, ${warnOfDoubt(call)}.`,
  briefLine: (call) => {
    const owner = call.of === "country" ? "the public service line" : nameOwner(call);
    return `Call ${owner}: ${warnOfDoubt(call)}.`;
  },
  formatNumber,
});
