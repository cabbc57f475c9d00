import { birthYearDigitCount, identityDigitCount } from "./proof.ts";

/** What agencies write of an applicant, as far as a proof needs it. Spreadsheets take these for quantities and dates. */

const maxWrittenLength = 40;
/** Citizens' numbers have 12 digits, identity cards of before 2016 nine. */
const identityLengths: ReadonlySet<number> = new Set([9, 12]);
const earliestBirthYear = 1900;

/**
 * Returns the last six digits of an identity number, also if a spreadsheet removed its leading zeros ("79123456789.0"). null if it
 * is none, or if digits were lost in rounding ("7.91235E+10").
 */
export function readIdentityTail(written: string): string | null {
  if (written.length > maxWrittenLength) return null;
  const text = written
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .trim();
  const plain = text.replace(/^'/, "").replace(/(?<=\d{7})[.,]0{1,2}$/, "");
  const digits = plain.replaceAll(/[\s.\-–]/g, "");
  if (!/^\d+$/.test(digits) || /^(\d)\1*$/.test(digits)) return null;
  // Only the zeros that a citizen's number begins with can be missing: its province is 001 to 096.
  const isShortened = digits.length === 10 || digits.length === 11;
  return identityLengths.has(digits.length) || isShortened
    ? digits.slice(-identityDigitCount)
    : null;
}

/** Returns the year of a birth date or year: "1960", "01/02/1960", "1960-02-01", "19600201000000"; null if it is none. */
export function readBirthYear(written: string, now: Date): string | null {
  if (written.length > maxWrittenLength) return null;
  const text = written
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .trim()
    .replace(/[.,]0$/, "");
  const match =
    /^(?:\d{1,2}[/.-]){0,2}(\d{4})$/.exec(text) ??
    /^(\d{4})[/.-]\d{1,2}[/.-]\d{1,2}(?:[ T].*)?$/.exec(text) ??
    /^(\d{4})\d{4}(?:\d{6})?$/.exec(text);
  const year = match?.[1] ?? "";
  const isPossible = Number(year) >= earliestBirthYear && Number(year) <= now.getUTCFullYear();
  return year.length === birthYearDigitCount && isPossible ? year : null;
}
