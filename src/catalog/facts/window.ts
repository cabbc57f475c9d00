import { addDays } from "../local-time.ts";
import type { Window } from "../procedure-schema.ts";

/** What ends or begins within so many days is announced, to residents and to those who keep the catalogue. */
export const noticeDays = 60;

/** Whether a day is no later than the notice after another; days that have passed are near too. */
export function isNear(date: string, day: string): boolean {
  return date <= addDays(day, noticeDays);
}

/** Whether something holds on a local day; an end that no source gives is open. */
export function isValidOn({ valid_from: from, valid_to: to }: Window, day: string): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}

/** Returns what of a list holds on a local day. */
export function selectValid<T extends Window>(records: readonly T[], day: string): T[] {
  return records.filter((record) => isValidOn(record, day));
}
