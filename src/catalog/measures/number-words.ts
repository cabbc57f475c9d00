const digits: Readonly<Record<string, number>> = {
  khong: 0,
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
};
const tens = new Set(["muoi", "chuc"]);
const joints = new Set(["linh", "le"]);
const word = `(?:${[...Object.keys(digits), ...tens, ...joints, "tram", "ruoi"].join("|")})`;
/** A number in words has hardly ever more words: "một trăm hai mươi lăm". */
const maxMoreWords = 5;

/** A pattern of a number in digits or in words, typed without marks. */
export const numberPattern = `(?:\\d{1,12}(?:\\.\\d{1,6})?|${word}(?: ${word}){0,${maxMoreWords}})`;

/** Reads what `numberPattern` has matched: "78", "1.2", "bay muoi tam", "nam chuc". null if the words make no number. */
export function readNumber(typed: string): number | null {
  if (/^\d/.test(typed)) return readDigits(typed);
  let total = 0;
  let last: number | null = null;
  for (const each of typed.split(" ")) {
    const digit = digits[each];
    if (tens.has(each)) {
      total += (last ?? 1) * 10;
      last = null;
    } else if (each === "tram") {
      total += (last ?? 1) * 100;
      last = null;
    } else if (each === "ruoi") {
      return total + (last ?? 0) + 0.5;
    } else if (digit !== undefined) {
      if (last !== null) return null;
      last = digit;
    }
  }
  return total + (last ?? 0);
}

/** "1.000.000" groups thousands, "1.2" has a decimal point. */
function readDigits(typed: string): number {
  return Number(/^\d{1,3}(?:\.\d{3})+$/.test(typed) ? typed.replaceAll(".", "") : typed);
}
