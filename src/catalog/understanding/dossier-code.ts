/** The agency, the day and the number of a dossier: `000.00.16.H26-250815-0012`, `H26.16-250815-0012`. */
const whole =
  /(?<![\p{L}\p{N}])(?:\d{3}[. ]?\d{2}[. ]?\d{2}[. ]?)?[a-z]\d{2}(?:[. ]?\d{2,3})?[-. ]{0,3}\d{6}[-. ]{0,3}\d{4,5}(?![\p{L}\p{N}])/iu;
/** Its tail, typed behind a word that says what it is. */
const tail =
  /(?:hồ sơ|ho so|biên nhận|bien nhan|\bhs|mã số|ma so|mã|\bma)(?:\s+(?:của|cua|tôi|toi|em|số|so|mã|ma|là|la|hồ sơ|ho so))*\s*[:#]?\s*(?<code>(?:\d{6}[- ])?\d{4,6})(?![\p{L}\p{N}])/iu;

/** The code of a dossier as typed, evenly written: capitals, dots and dashes only where they were; null where there is none. */
export function findDossierCode(sentence: string): string | null {
  const text = sentence.normalize("NFC");
  const code = whole.exec(text)?.[0] ?? tail.exec(text)?.groups?.["code"];
  return code === undefined ? null : code.trim().replace(/\s+/g, " ").toUpperCase();
}
