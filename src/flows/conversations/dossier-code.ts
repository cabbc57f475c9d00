import { minCodeTailLength, normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { fold } from "../../catalog/text/fold.ts";

/** The whole code of one dossier, however it is typed: an identifier with a letter, the day of receipt, the number of that day. */
const wholeCode =
  /(?:^|\s)((?:\d{1,3}[.\s]){0,4}[A-Z]\d{2}(?:[.\s]\d{1,3}){0,4}\s?[-–\s]\s?\d{6}\s?[-–\s]\s?\d{1,6})(?=\s|[.,;?!]|$)/i;
const digit = /\d/;

/** Finds the code, or the tail of one, in the answer to a question for it; null if there is none. */
export function findDossierCode(typed: string): string | null {
  const whole = findWholeDossierCode(typed);
  if (whole !== null) return whole;
  const words = fold(typed)
    .split(" ")
    .filter((word) => word !== "");
  const from = words.findIndex((word) => digit.test(word));
  const to = words.findLastIndex((word) => digit.test(word));
  if (from < 0) return null;
  const parts = words.slice(from, to + 1);
  const code = parts.join("-").toUpperCase();
  const digitCount = (code.match(/\d/g) ?? []).length;
  const isLongEnough =
    normalizeDossierCode(code).length >= minCodeTailLength && digitCount >= minCodeTailLength;
  return isLongEnough ? code : null;
}

/** Finds a whole code anywhere in a sentence. */
export function findWholeDossierCode(typed: string): string | null {
  return wholeCode.exec(typed.normalize("NFC"))?.[1]?.trim() ?? null;
}
