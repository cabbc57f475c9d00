import { findPhoneNumbers } from "../../phone/phone-number.ts";

/** A number of the resident's own that is none of the numbers we ask for by name. */
export type PrivateNumber = "identity" | "phone";

const maxTypedLength = 1_000;
/** Digits as people group them. */
const groupedDigits = /\+?\d(?:[ .\-–—]?\d)*/g;
/** 12 digits that begin with the province of birth registration, 001 to 096 (Circular 59/2021/TT-BCA, annex). */
const citizenIdentity = /^0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}$/;
/** The identity cards of before 2016. Mobile numbers without their zero begin with 3, 5, 7, 8 or 9. */
const formerIdentity = /^[0-2]\d{8}$/;

/** A day and its number, as at the end of `H26.04-250815-0012`. */
const endOfCode = /\D\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\D\d{1,6}$/;

/** Finds out whether a message holds an identity number or a phone number. */
export function findPrivateNumber(typed: string): PrivateNumber | null {
  const text = typed
    .slice(0, maxTypedLength)
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "");
  const runs = text.match(groupedDigits) ?? [];
  if (runs.some(isIdentityNumber)) return "identity";
  return runs.some(isPhoneNumber) ? "phone" : null;
}

/** Replaces the identity numbers in a text. */
export function hideIdentityNumbers(text: string, hidden: string): string {
  return text.replaceAll(groupedDigits, (run) => (isIdentityNumber(run) ? hidden : run));
}

export function isIdentityNumber(run: string): boolean {
  if (endOfCode.test(run)) return false;
  const digits = run.replaceAll(/\D/g, "");
  return citizenIdentity.test(digits) || formerIdentity.test(digits);
}

/** Only a number as it is dialled, or nine digits of a mobile one: the end of a dossier code may look like a fixed line. */
function isPhoneNumber(run: string): boolean {
  const isDialled = /^(?:0|\+|84)/.test(run) || /^\d{9}$/.test(run.replaceAll(/\D/g, ""));
  return isDialled && findPhoneNumbers(run).length > 0;
}
