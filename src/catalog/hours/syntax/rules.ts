import type { Weekday } from "../../local-time.ts";
import { readDays, readTimes, type Span } from "./days-and-times.ts";
import { HoursSyntaxError } from "./refused.ts";
import type { Token } from "./scan.ts";
import { TokenReader } from "./token-reader.ts";

/** "Mo-Fr 07:30-11:30,13:00-17:00", "Su off". */
export interface Rule {
  /** null: none are named, every day is meant. */
  readonly days: readonly Weekday[] | null;
  /** null: none are named, the whole day is meant. */
  readonly times: readonly Span[] | null;
  readonly isOpen: boolean;
  /** After a comma: what earlier rules say of its days stays in force. */
  readonly isAdded: boolean;
}

/**
 * The rules in order; "PH off" is left out.
 * @throws {HoursSyntaxError} where they follow no grammar, or may be meant in more than one way.
 */
export function readRules(tokens: readonly Token[]): Rule[] {
  const reader = new TokenReader(tokens);
  const rules: Rule[] = [];
  let isAdded = false;
  while (!reader.isAtEnd) {
    if (!isAdded && reader.take(";")) continue;
    rules.push(...readRule(reader, rules, isAdded));
    isAdded = reader.take(",") !== undefined;
    if (isAdded && reader.isAtEnd) throw reader.unexpected();
  }
  if (rules.length > 1 && tokens.some(({ kind }) => kind === "always")) {
    throw new HoursSyntaxError('"24/7" allows no other rules: write "open" where some days differ');
  }
  return rules;
}

/** One rule; none where it speaks of holidays only. */
function readRule(reader: TokenReader, earlier: readonly Rule[], isAdded: boolean): Rule[] {
  const said = reader.record();
  const { days, hasHolidays } = readDays(reader);
  const times = readTimes(reader);
  const isAlways = said() === "" && reader.take("always") !== undefined;
  const isOpen = isAlways ? true : reader.take("state")?.isOpen;
  if (said() === "" || !reader.isBefore(",", ";")) throw reader.unexpected();
  if (hasHolidays && (isOpen !== false || times.length > 0)) {
    throw new HoursSyntaxError(
      'holidays come from the calendar, only "PH off" may be said of them',
    );
  }
  if (hasHolidays && days.length === 0) return [];
  const rule = {
    days: days.length === 0 ? null : days,
    times: times.length === 0 ? null : times,
    isOpen: isOpen ?? true,
    isAdded,
  };
  requireOneReading(rule, earlier, said());
  return [rule];
}

/** Refuses what the grammar allows, but its readers, people and programs, take in different ways. */
function requireOneReading(
  { days, times, isOpen, isAdded }: Rule,
  earlier: readonly Rule[],
  said: string,
): void {
  if (isAdded && !isOpen) throw new HoursSyntaxError(`write ";" instead of "," before "${said}"`);
  if (days !== null && times === null && isOpen) {
    throw new HoursSyntaxError(
      `"${said}" is not very explicit: add its hours, such as 07:30-11:30`,
    );
  }
  if (days !== null || earlier.length === 0) return;
  if (times === null)
    throw new HoursSyntaxError(
      `"${said}" is said of the whole week: leave it out, or put it first`,
    );
  if (isOpen && !earlier.every(saysWholeWeek))
    throw new HoursSyntaxError(`name the days of "${said}"`);
}

function saysWholeWeek({ days, times }: Rule): boolean {
  return days === null && times === null;
}
