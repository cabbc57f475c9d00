import { parseTime } from "../parse-time.ts";

const clockFirst =
  /^(?:lúc )?(\d{1,2}[:hg]\d{2}(?::\d{2})?(?: ?(?:SA|CH|AM|PM))?)[ ,-]{1,3}(?:ngày )?(\S+)$/iu;
const halfDay = /^(.*?[ T,])(\d{1,2})([:hg]\d{2}(?::\d{2})?) ?(SA|CH|AM|PM)$/iu;
const bareHour = /(\d{1,2})h$/;
/** "24-Nov-2026" and the like are none of these: which system writes them is not known. */
const words = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/iu;
const fraction = /(:\d{2})\.\d+(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a time as systems export it: besides the spellings of people also "08:30 24/11/2026", "24/11/2026 8:30 SA",
 * "24/11/2026 03:30 PM", "8h 24/11/2026" and "ngày 24 tháng 11 năm 2026". Returns null if it is none.
 */
export function parseSpelledTime(typed: string): Date | null {
  const text = typed.normalize("NFC").trim().replace(/\s+/g, " ").replace(fraction, "$1");
  const usual = parseTime(text);
  if (usual !== null) return usual;
  const [, date, month, year] = words.exec(text) ?? [];
  if (year !== undefined) return parseTime(`${date}/${month}/${year}`);
  const [, clock, day] = clockFirst.exec(text) ?? [];
  const dayFirst = day === undefined ? text : `${day} ${clock}`;
  return parseTime(toWholeDay(dayFirst).replace(bareHour, "$1h00"));
}

/** Writes "8:30 CH" as 20:30. */
function toWholeDay(text: string): string {
  const [, before = "", hour = "", minutes = "", half = ""] = halfDay.exec(text) ?? [];
  if (half === "") return text;
  const isAfternoon = /^(?:CH|PM)$/i.test(half);
  const number = Number(hour);
  // "13:30 CH" is written too.
  if (number > 12) return `${before}${hour}${minutes}`;
  return `${before}${(number % 12) + (isAfternoon ? 12 : 0)}${minutes}`;
}
