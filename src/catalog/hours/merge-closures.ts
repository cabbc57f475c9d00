import { addDays } from "../local-time.ts";
import type { Closure, Opening } from "../schema.ts";

/**
 * Adds closures to others, day by day, so that equal and overlapping days are one. A whole day takes the place of its
 * parts and keeps the reason that stood there unless it brings one. What ended before `today` falls away.
 */
export function addClosures(
  present: readonly Closure[],
  added: readonly Closure[],
  today: string,
): Closure[] {
  const days = new Map<string, DayClosures>();
  for (const closure of [...present, ...added]) {
    for (const day of daysFrom(closure, today)) days.set(day, addToDay(days.get(day), closure));
  }
  return joinDays(days);
}

/** Takes every closure from one day. */
export function openDay(present: readonly Closure[], day: string, today: string): Closure[] {
  const days = new Map<string, DayClosures>();
  for (const closure of present) {
    for (const each of daysFrom(closure, today)) {
      if (each !== day) days.set(each, addToDay(days.get(each), closure));
    }
  }
  return joinDays(days);
}

/** Sets the hours of single days, in the place of what was set for them. */
export function setOpenings(
  present: readonly Opening[],
  set: ReadonlyMap<string, Pick<Opening, "hours" | "note">>,
  today: string,
): Opening[] {
  const days = new Map<string, Pick<Opening, "hours" | "note">>();
  // The first opening of a day is the one that holds.
  for (const { hours, note, ...range } of present) {
    for (const day of daysFrom(range, today)) if (!days.has(day)) days.set(day, { hours, note });
  }
  for (const [day, opening] of set) days.set(day, opening);
  return joinRuns([...days].map(([day, opening]) => ({ from: day, to: day, ...opening })));
}

/** Of one day: the reason of a whole day, or the reasons of its parts by their hours. */
type DayClosures =
  | { readonly note: string | null; readonly parts: null }
  | { readonly parts: ReadonlyMap<string, string | null> };

function addToDay(was: DayClosures | undefined, { hours, note }: Closure): DayClosures {
  if (was?.parts === null) {
    return hours === undefined ? { note: note ?? was.note, parts: null } : was;
  }
  if (hours === undefined) return { note: note ?? firstNote(was?.parts), parts: null };
  return {
    parts: new Map([...(was?.parts ?? []), [hours, note ?? was?.parts.get(hours) ?? null]]),
  };
}

function firstNote(parts: ReadonlyMap<string, string | null> = new Map()): string | null {
  return [...parts.values()].find((note) => note !== null) ?? null;
}

function joinDays(days: ReadonlyMap<string, DayClosures>): Closure[] {
  const single = [...days].flatMap(([day, closures]): Closure[] =>
    closures.parts === null
      ? [{ from: day, to: day, note: closures.note }]
      : [...closures.parts].map(([hours, note]) => ({ from: day, to: day, note, hours })),
  );
  return joinRuns(single);
}

/** Joins days in a row that say the same. */
function joinRuns<
  Range extends { from: string; to: string; hours?: string | undefined; note: string | null },
>(single: readonly Range[]): Range[] {
  const sorted = single.toSorted(
    (a, b) => a.from.localeCompare(b.from) || (a.hours ?? "").localeCompare(b.hours ?? ""),
  );
  const joined: Range[] = [];
  for (const day of sorted) {
    const index = joined.findIndex(
      (run) => run.hours === day.hours && run.note === day.note && addDays(run.to, 1) === day.from,
    );
    const run = joined[index];
    if (run === undefined) joined.push(day);
    else joined[index] = { ...run, to: day.to };
  }
  return joined;
}

function* daysFrom(
  { from, to }: { readonly from: string; readonly to: string },
  today: string,
): Generator<string> {
  for (let day = from < today ? today : from; day <= to; day = addDays(day, 1)) yield day;
}
