/** `8.000`, `1,5`, `30`; a date such as 31/12/2026 is three numbers. */
const number = /\d+(?:[.,]\d+)*/g;
const scaled = /(\d+(?:[.,]\d+)*)\s*(nghìn|ngàn|triệu)/giu;

/**
 * The numbers in a Vietnamese sentence, as digits without separators: `8.000 đ` and `8 nghìn` both
 * give `8000`. Leading zeros don't count.
 */
export function numbersIn(sentence: string): string[] {
  const spelledOut = sentence
    .normalize("NFC")
    .replace(scaled, (_, digits: string, scale: string) => inUnits(digits, scale));
  return [...spelledOut.matchAll(number)].map(([digits]) => plain(digits));
}

/** Every number in the values of a record, spelled in any of its texts or held as a number. */
export function numbersOf(value: unknown): string[] {
  if (typeof value === "number") return [plain(String(value))];
  if (typeof value === "string") return numbersIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

function plain(digits: string): string {
  return digits.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
}

/** `1,5 triệu` is 1500000: a separator before fewer than three digits is a decimal comma. */
function inUnits(digits: string, scale: string): string {
  const factor = scale.toLowerCase() === "triệu" ? 1_000_000 : 1000;
  const value = Number(digits.replace(/[.,](?=\d{3}(?:\D|$))/g, "").replace(",", "."));
  return String(Math.round(value * factor));
}
