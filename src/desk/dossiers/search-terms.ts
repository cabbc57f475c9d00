import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { addDays, isDay, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import { foldedWords } from "../../catalog/text/fold.ts";
import {
  type SearchField,
  type SearchTerms,
  searchField,
  selectOfficerNames,
  selectProcedureNames,
} from "../../db/queries/dossier-search.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierSearchKeys } from "../../notify/dossiers/search-tokens.ts";

/** A longer text names nothing that a dossier holds. */
export const maxTypedLength = 100;

const dayMonthYear = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/;
const codeDay = /^(\d{2})(\d{2})(\d{2})$/;

/** Returns what may be meant by what was typed; null if it is too short for anything. */
export async function readSearchTerms(
  db: DbHandle,
  keys: DossierSearchKeys,
  typed: string,
  now: Date,
): Promise<SearchTerms | null> {
  const code = readCode(typed);
  const days = readDays(typed, now);
  const name = keys.nameTokens(typed) ?? [];
  const phone = days.length > 0 ? [] : (keys.phoneTokens(typed) ?? []);
  // Words are shown by a name, and only then can they be of a procedure or an officer.
  const words = name.length === 0 ? [] : foldedWords(typed);
  const procedures = words.length === 0 ? [] : matching(await selectProcedureNames(db), words);
  const officers = words.length === 0 ? [] : matching(await selectOfficerNames(db), words);
  const [, ...parts] = codeDay.exec(typed.trim()) ?? [];
  const isDayOfCode = parts.length > 0 && isDay(`20${parts.join("-")}`);
  const lists = { name, phone, days, procedures, officers };
  const hasAny =
    code !== null || isDayOfCode || Object.values(lists).some(({ length }) => length > 0);
  return hasAny ? { ...lists, code, codeDay: isDayOfCode ? typed.trim() : null } : null;
}

/** Whether somebody is looked for by what is theirs: the audit trail records it. */
export function personalTerms({ name, phone }: SearchTerms): string[] {
  return [...(name.length > 0 ? ["name"] : []), ...(phone.length > 0 ? ["phone"] : [])];
}

function readCode(typed: string): SearchTerms["code"] {
  const key = normalizeDossierCode(typed);
  // A code has digits; a shorter text would match half of all codes.
  if (key.length < minCodeTailLength || !/\d/.test(key)) return null;
  return { key, reversedKey: reverseCodeKey(key) };
}

/** Reads 26/11/2026, or 26/11 as a day of this year, the last or the next one. */
function readDays(typed: string, now: Date): SearchTerms["days"] {
  const [, date, month, year] = dayMonthYear.exec(typed.trim()) ?? [];
  if (date === undefined || month === undefined) return [];
  const present = Number(toLocalDay(now).slice(0, 4));
  const years = year === undefined ? [present - 1, present, present + 1] : [Number(year)];
  return years
    .map((one) => `${one}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`)
    .filter(isDay)
    .map((day) => ({ from: toInstant(day, 0), to: toInstant(addDays(day, 1), 0) }));
}

const foldedNames = new Map<string, readonly string[]>();
const maxFoldedNames = 20_000;

/** Returns the names in which each typed word begins a word. */
function matching(names: readonly string[], typed: readonly string[]): string[] {
  return names.filter((name) => {
    const words = foldedNames.get(name) ?? foldedWords(name);
    if (foldedNames.size < maxFoldedNames) foldedNames.set(name, words);
    return typed.every((one) => words.some((word) => word.startsWith(one)));
  });
}

const fieldNames: Readonly<Record<SearchField, string>> = {
  code: "mã hồ sơ",
  name: "tên người nộp",
  phone: "số điện thoại",
  received: "ngày tiếp nhận",
  promised: "ngày hẹn trả",
  procedure: "thủ tục",
  officer: "cán bộ",
};

/** Returns by what a dossier was found, in words. */
export function foundBy(fields: number): string[] {
  return Object.entries(searchField)
    .filter(([, bit]) => (Number(fields) & bit) !== 0)
    .map(([field]) => fieldNames[field as SearchField]);
}
