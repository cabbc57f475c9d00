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

/** An agency, a day and a number in a sentence: `000.00.16.H26-250815-0012`, `H26.16-250815-0012`, `H29.12.8-251120-0045`. */
const codeInSentence =
  /(?<![\p{L}\p{N}])(?:\d{3}[. ]?\d{2}[. ]?\d{2}[. ]?)?[a-z]\d{2}(?:[. ]?\d{1,3}){0,3}[-. ]{0,3}\d{6}[-. ]{0,3}\d{4,5}(?![\p{L}\p{N}])/iu;
/** The tail of a code behind a word that says what it is. */
const tailInSentence =
  /(?:hồ sơ|ho so|biên nhận|bien nhan|\bhs|mã số|ma so|mã|\bma)(?:\s+(?:của|cua|tôi|toi|em|số|so|mã|ma|là|la|hồ sơ|ho so))*(?:\s*[:#])?\s*(?<code>(?:\d{6}[- ])?\d{4,6})(?![\p{L}\p{N}])/iu;

/** Finds a code, or the tail of one, in a sentence; capitals, with dots and dashes as typed. Returns null if there is none. */
export function extractDossierCode(sentence: string): string | null {
  const text = sentence.normalize("NFC");
  const code = codeInSentence.exec(text)?.[0] ?? tailInSentence.exec(text)?.groups?.["code"];
  return code === undefined ? null : code.trim().replace(/\s+/g, " ").toUpperCase();
}
