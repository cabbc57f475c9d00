import { addDays, daysBetween, toLocalDay } from "../../catalog/local-time.ts";
import { readMeasure } from "../../catalog/measures/read-measure.ts";
import { fold, removeDiacritics } from "../../catalog/text/fold.ts";
import type { ReadSituation } from "../../catalog/understanding/asks/situation.ts";
import type { ToldEvent } from "../../catalog/vocabulary-schema.ts";

/** What the resident has said so far, the latest last; the sentence itself need not be among it. */
export interface Telling {
  readonly said: readonly string[];
}

/** When something happened, as it was told: on a day, or about so many days ago. */
export interface ToldDay {
  readonly day: string;
  readonly isExact: boolean;
}

/** A day in figures, or one that everybody counts alike. */
const exactDay =
  /\b\d{1,2} ?[/.-] ?\d{1,2}\b|\bngay \d{1,2} thang \d{1,2}\b|\b\d{1,2} thang \d{1,2} nam\b|\b(hom|bua) (qua|kia|nay)\b/;
const figures = /\b\d{1,2} ?[/.-] ?\d{1,2}\b|\bngay \d{1,2} thang \d{1,2}\b/;
/** "Sinh được 4 tháng", "mất 10 ngày rồi": a time that has passed, and no time limit. */
const passed = /\b(duoc|roi|cach day|truoc|sinh|mat|de)\b/;

/**
 * Finds the day that a deadline counts from: in the sentence, else the latest in figures among what was said before, beside
 * the event or as the whole answer. null if none was told.
 */
export function findToldDay(
  sentence: string,
  event: ToldEvent | null,
  { said }: Telling,
  readSituation: ReadSituation,
  now: Date,
): ToldDay | null {
  const own = readDay(sentence, now);
  if (own !== null) return own;
  const earlier = said.toReversed().find((each) => {
    const isAnswer = /^\W*(ngay )?[\d\s/.-]{3,12}$/.test(asTyped(each));
    const isOfEvent = event !== null && readSituation(each).event === event;
    return figures.test(asTyped(each)) && (isAnswer || isOfEvent);
  });
  return earlier === undefined ? null : readDay(earlier, now);
}

/** Whether the sentence tells when something happened. */
export function saysDay(sentence: string, now: Date): boolean {
  return readDay(sentence, now) !== null;
}

function readDay(sentence: string, now: Date): ToldDay | null {
  const ago = readMeasure(sentence, "days_since", now);
  if (ago === null || ago.from !== ago.to) return null;
  const isExact = exactDay.test(asTyped(sentence));
  if (!isExact && !passed.test(fold(sentence))) return null;
  return { day: addDays(toLocalDay(now), -ago.from), isExact };
}

/** Without marks, but with the strokes and points of a date. */
function asTyped(text: string): string {
  return removeDiacritics(text).toLowerCase();
}

/** Counts the days that are left until a day; negative if it has passed. */
export function daysLeft(due: string, now: Date): number {
  return daysBetween(toLocalDay(now), due);
}
