import { fold } from "../text/fold.ts";

/**
 * Dossier codes (Circular 01/2018/TT-VPCP, article 19): `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX`, which is the agency's
 * identifier, the day of receipt and that day's running number. Newer agency identifiers may be shorter.
 */

/** The shortest tail by which a dossier is looked up: the running number of the day. */
export const minCodeTailLength = 4;
/** Longer than any code seen so far, so that a pasted page of text is never read as a code. */
export const maxCodeLength = 64;

/**
 * Returns the form in which codes are compared, whatever was typed: `h26.16 – 250815 0012` becomes
 * `H26162508150012`. Returns "" if nothing is left.
 */
export function normalizeDossierCode(typed: string): string {
  return fold(typed).replaceAll(" ", "").toUpperCase();
}

/** Reverses a normalized code, so that an index on prefixes finds codes by their tail. */
export function reverseCodeKey(key: string): string {
  return [...key].reverse().join("");
}
