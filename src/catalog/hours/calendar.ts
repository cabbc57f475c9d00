import { addDays, toWeekday, type Weekday } from "../local-time.ts";
import type { Holiday } from "../schema.ts";

/** The public calendar: the days on which offices are closed, and the Saturdays on which they work in exchange. */
export interface Calendar {
  /** `date` is a local day, "yyyy-mm-dd". */
  day(date: string): CalendarDay;
}

interface CalendarDay {
  readonly date: string;
  /** The weekday whose hours apply: on a worked Saturday, that of the day off that it replaces. */
  readonly weekday: Weekday;
  readonly closed: HolidayClosure | null;
  /** On a worked Saturday, the day off that it makes up for. */
  readonly makesUpFor: string | null;
  /** False in a year without data, whose holidays are not known. */
  readonly isKnown: boolean;
}

interface HolidayClosure {
  readonly name: string;
  /** No official announcement exists yet. */
  readonly isExpected: boolean;
}

/**
 * @param yearsOfficial year → whether its calendar has been announced; a missing year has no data.
 * If it has not been announced, a record "Mùng 1 …" of kind `tet` stands for the whole Tết break.
 */
export function buildCalendar(
  holidays: readonly Holiday[],
  yearsOfficial: Readonly<Record<string, boolean>>,
): Calendar {
  const closed = new Map([
    ...findExpectedTet(holidays, yearsOfficial),
    ...listRecordedClosures(holidays),
  ]);
  const worked = new Map(
    holidays
      .filter((holiday) => holiday.kind === "workday")
      .map((holiday) => [holiday.date, holiday.instead_of ?? null]),
  );
  return {
    day(date) {
      const makesUpFor = worked.get(date) ?? null;
      return {
        date,
        weekday: toWeekday(makesUpFor ?? date),
        closed: closed.get(date) ?? null,
        makesUpFor,
        isKnown: Object.hasOwn(yearsOfficial, date.slice(0, 4)),
      };
    },
  };
}

/** By law and custom the break lasts at least from the eve of mùng 1 to mùng 5; days relative to mùng 1. */
const tetBreak = { firstDay: -1, lastDay: 4 };
const firstOfTet = /^Mùng 1 /;

function listRecordedClosures(holidays: readonly Holiday[]): [string, HolidayClosure][] {
  return holidays
    .filter((holiday) => holiday.kind !== "workday")
    .map(({ date, name, official }) => [
      date,
      { name: name.replace(firstOfTet, ""), isExpected: !official },
    ]);
}

function findExpectedTet(
  holidays: readonly Holiday[],
  yearsOfficial: Readonly<Record<string, boolean>>,
): [string, HolidayClosure][] {
  const length = tetBreak.lastDay - tetBreak.firstDay + 1;
  return holidays
    .filter(({ kind, name }) => kind === "tet" && firstOfTet.test(name))
    .filter(({ date }) => yearsOfficial[date.slice(0, 4)] !== true)
    .flatMap(({ date, name }) =>
      Array.from({ length }, (_, index): [string, HolidayClosure] => [
        addDays(date, tetBreak.firstDay + index),
        { name: name.replace(firstOfTet, ""), isExpected: true },
      ]),
    );
}
