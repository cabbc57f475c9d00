import { fold } from "../text/fold.ts";

/**
 * Dossier codes (Circular 01/2018/TT-VPCP, article 19): `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX`, an agency's identifier, the
 * day of receipt, the number of that day. Newer identifiers may be shorter.
 */

/** Of a tail, at least the number of the day. */
export const minCodeTailLength = 4;
/** Longer than any code that was seen, so that no typed page becomes one. */
export const maxCodeLength = 64;

const official = /^(.+)-\d{6}-\d{1,6}$/;

/** The code as it is compared, however it was typed: `h26.16 – 250815 0012` is `H26162508150012`. "" for none. */
export function normalizeDossierCode(typed: string): string {
  return fold(typed).replaceAll(" ", "").toUpperCase();
}

/** The agency's identifier in a code, as `codeKey` writes it; null where the code has another form. */
export function parseAgencyPrefix(code: string): string | null {
  const prefix = official.exec(code.trim())?.[1];
  return prefix === undefined ? null : normalizeDossierCode(prefix) || null;
}

/** For an index on tails: what ends alike begins alike. */
export function reverseCodeKey(key: string): string {
  return [...key].reverse().join("");
}
