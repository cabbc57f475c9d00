import type { MinuteInterval, Weekday } from "../../local-time.ts";
import { readDays, readTimes } from "./days-and-times.ts";
import { HoursSyntaxError, type Token, TokenReader } from "./tokens.ts";

/** One rule of the grammar: "Mo-Fr 07:30-11:30,13:00-17:00", "Su off". */
export interface Rule {
  /** null: no days are named, the rule holds for every day. */
  readonly days: readonly Weekday[] | null;
  /** null: no times are named, the rule holds for the whole day. */
  readonly times: readonly MinuteInterval[] | null;
  readonly isOpen: boolean;
  /** The rule follows a comma: earlier rules for its days stay in force. */
  readonly isAdded: boolean;
}

/**
 * Returns the rules in order, without "PH off".
 * @throws {HoursSyntaxError} if the tokens do not follow the grammar or have more than one meaning.
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
    throw new HoursSyntaxError('"24/7" allows no other rules: write "open" if some days differ');
  }
  return rules;
}

/** Reads one rule; returns none if it concerns only holidays. */
function readRule(reader: TokenReader, earlier: readonly Rule[], isAdded: boolean): Rule[] {
  const ruleText = reader.record();
  const { days, hasHolidays } = readDays(reader);
  const times = readTimes(reader);
  const isAlways = ruleText() === "" && reader.take("always") !== undefined;
  const isOpen = isAlways ? true : reader.take("state")?.isOpen;
  if (ruleText() === "" || !reader.isBefore(",", ";")) throw reader.unexpected();
  if (hasHolidays && (isOpen !== false || times.length > 0)) {
    throw new HoursSyntaxError(
      'holidays come from the calendar, only "PH off" is allowed for them',
    );
  }
  if (hasHolidays && days.length === 0) return [];
  const rule = {
    days: days.length === 0 ? null : days,
    times: times.length === 0 ? null : times,
    isOpen: isOpen ?? true,
    isAdded,
  };
  requireOneMeaning(rule, earlier, ruleText());
  return [rule];
}

/** Refuses rules that the grammar allows but that people and programs read in different ways. */
function requireOneMeaning(
  { days, times, isOpen, isAdded }: Rule,
  earlier: readonly Rule[],
  text: string,
): void {
  if (isAdded && !isOpen) throw new HoursSyntaxError(`write ";" instead of "," before "${text}"`);
  if (days !== null && times === null && isOpen) {
    throw new HoursSyntaxError(
      `"${text}" is not very explicit: add its hours, such as 07:30-11:30`,
    );
  }
  if (days !== null || earlier.length === 0) return;
  if (times === null)
    throw new HoursSyntaxError(
      `"${text}" applies to the whole week: leave it out, or put it first`,
    );
  if (isOpen && !earlier.every(coversWholeWeek))
    throw new HoursSyntaxError(`name the days of "${text}"`);
}

function coversWholeWeek({ days, times }: Rule): boolean {
  return days === null && times === null;
}
