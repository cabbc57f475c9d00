/** A full hour as English writes it, `15:00`, is the one number that Vietnamese writes: `15 giờ`. */
const fullHour = /(?<=\b\d{1,2}):00\b/g;
/** Matches `8.000`, `1,5`, `30`; a date such as 31/12/2026 is three numbers. */
const number = /\d+(?:[.,]\d+)*/g;
const scaled = /(?<!\d|\d[.,])(\d+(?:[.,]\d+)*)\s*(nghìn|ngàn|triệu)/giu;

/**
 * Returns the numbers of a Vietnamese sentence as digits without separators and leading zeros: `8.000 đ` and
 * `8 nghìn` both give `8000`.
 */
export function extractNumbers(sentence: string): string[] {
  if (!/\d/.test(sentence)) return [];
  const spelledOut = sentence
    .normalize("NFC")
    .replace(fullHour, "")
    .replace(scaled, (_, digits: string, scale: string) => expandScale(digits, scale));
  return [...spelledOut.matchAll(number)].map(([digits]) => normalizeDigits(digits));
}

/** Returns every number in the values of a record, whether in a text or as a number. */
export function extractAllNumbers(value: unknown): string[] {
  if (typeof value === "number") return [normalizeDigits(String(value))];
  if (typeof value === "string") return extractNumbers(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(extractAllNumbers);
}

function normalizeDigits(digits: string): string {
  return digits.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
}

/** Expands `1,5 triệu` to 1500000; a separator before fewer than three digits is a decimal comma. */
function expandScale(digits: string, scale: string): string {
  const factor = scale.toLowerCase() === "triệu" ? 1_000_000 : 1000;
  const value = Number(digits.replace(/[.,](?=\d{3}(?:\D|$))/g, "").replace(",", "."));
  return String(Math.round(value * factor));
}
