import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface PhoneNumber {
  /** Digits with the country code and no plus, as gateways take them: 84912345678. */
  readonly international: string;
  /** As people dial and read it: 0912 345 678. A foreign number keeps its plus and country code. */
  readonly national: string;
  readonly isMobile: boolean;
  readonly isVietnamese: boolean;
  /** The last four digits, by which an owner proves that a dossier is theirs. An extension does not count. */
  readonly lastFour: string;
}

/** No number is longer, however it is grouped; longer text is not read at all. */
const maxTypedLength = 40;

/**
 * Reads a phone number as people type it, Vietnamese unless it names another country: "0912 345 678", "+84 912…",
 * "0084912…", or "912345678" as a spreadsheet leaves it. Null for what no network could assign, and for service
 * lines such as 113 and 1022, which are not telephone numbers of anybody.
 */
export function parsePhoneNumber(typed: string): PhoneNumber | null {
  if (typed.length > maxTypedLength) return null;
  const parsed = parsePhoneNumberFromString(typed, { defaultCountry: "VN", extract: false });
  if (parsed === undefined || !parsed.isValid()) return null;
  const isVietnamese = parsed.country === "VN";
  return {
    international: parsed.number.slice(1),
    national: isVietnamese ? parsed.formatNational() : parsed.formatInternational(),
    isMobile: parsed.getType() === "MOBILE",
    isVietnamese,
    lastFour: parsed.nationalNumber.slice(-4),
  };
}

/** Returns a Vietnamese mobile number as gateways and templates take it, 84912345678; null for any other text. */
export function toVietnameseMobile(typed: string): string | null {
  const phone = parsePhoneNumber(typed);
  return phone?.isMobile && phone.isVietnamese ? phone.international : null;
}

/** Groups the digits of a number for reading; any other text, such as "1022" or two numbers, stays as it is. */
export function formatPhoneNumber(text: string): string {
  return parsePhoneNumber(text)?.national ?? text;
}
