import { daysBetween, toInstant, toLocalDay } from "../local-time.ts";
import type { Closure } from "../schema.ts";
import { normalizeBounded } from "../text/normalize.ts";
import { parseTypedDays } from "../time-expressions/typed-days.ts";
import { formatMinuteOfDay } from "./format-weekly-hours.ts";
import { hasClosureForm, parseClosure } from "./parse-closure.ts";

/** The days of a closure, without its note. */
export type ClosedDays = Omit<Closure, "note">;

/** What staff typed is not read as days, or names days that are over. */
export type ClosedDaysFault = "unclear" | "past";

const maxLength = 200;
const maxPieces = 10;
/** A closure that somebody types in words is never longer. */
const maxDays = 183;

/**
 * Reads the days of closures as people type them: "hôm nay", "chiều mai", "thứ 7 này", "28/11", "sáng 3/12", "từ 3/12
 * đến 5/12", "mai đến thứ 6", "3/12, chiều 4/12". Returns all of them, or why not.
 */
export function parseClosedDays(typed: string, now: Date): readonly ClosedDays[] | ClosedDaysFault {
  const pieces = normalizeBounded(typed, maxLength)
    .replace(/\s+/g, " ")
    .split(/[,;]| (?:và|va) /iu)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  if (pieces.length === 0 || pieces.length > maxPieces) return "unclear";
  const found: ClosedDays[] = [];
  for (const piece of pieces) {
    const days = parsePiece(piece, now);
    if (typeof days === "string") return days;
    found.push(days);
  }
  return found;
}

function parsePiece(piece: string, now: Date): ClosedDays | ClosedDaysFault {
  const today = toLocalDay(now);
  if (hasClosureForm(piece)) {
    const days = parseClosure(piece, today);
    if (days === null) return "unclear";
    return days.to < today ? "past" : days;
  }
  const words = piece.replace(/^(?:(?:nghỉ|nghi|từ|tu|ngày)\s+)+(?!\d{1,2}\s*(?:h|g|:))/iu, "");
  if (countDates(words) > 1) return parseRange(words, now);
  const days = parseTypedDays(words, now);
  if (days === null) return parseRange(words, now);
  const { from, to, time } = days;
  if (toInstant(to, time?.to ?? minutesPerDay) <= now) return "past";
  if (time === null && between.test(words)) return parseRange(words, now);
  return time === null ? { from, to } : { from, to, hours: formatTime(time) };
}

const minutesPerDay = 24 * 60;
const between = / (?:đến|tới|den|-|–) /iu;

function countDates(text: string): number {
  return text.match(/\d{1,2}\s*[/.-]\s*\d{1,2}(?!\d*\s*[hg:])/giu)?.length ?? 0;
}

/** "mai đến thứ 6": two whole days. */
function parseRange(words: string, now: Date): ClosedDays | ClosedDaysFault {
  const [first = "", last, more] = words.split(between);
  if (last === undefined || more !== undefined) return "unclear";
  const begin = parseTypedDays(first, now);
  if (begin === null || begin.time !== null) return "unclear";
  const near = parseTypedDays(last, now);
  const end =
    near !== null && near.to < begin.from ? parseTypedDays(last, toInstant(begin.from, 0)) : near;
  if (end === null || end.time !== null || end.to < begin.from) return "unclear";
  if (daysBetween(begin.from, end.to) > maxDays) return "unclear";
  return end.to < toLocalDay(now) ? "past" : { from: begin.from, to: end.to };
}

function formatTime({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${formatMinuteOfDay(from)}-${formatMinuteOfDay(to)}`;
}
