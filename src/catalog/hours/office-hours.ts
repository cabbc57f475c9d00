import type { OfficeHours } from "../contacts-schema.ts";
import { isValidOn } from "../facts/window.ts";
import type { HelpPoint, Province } from "../schema.ts";
import { parseWeeklyHours, type WeeklyHours } from "./weekly-hours.ts";

/** Where hours come from: the point's own, or a rule of its ward or province that nobody confirmed for this point. */
export type HoursBasis = "point" | "ward" | "province";

/** The office hours of one ward or province, with the days on which they hold. */
export interface HoursRule {
  readonly basis: Exclude<HoursBasis, "point">;
  /** null on a local day for which nothing is ruled. */
  weekOn(day: string): WeeklyHours | null;
}

export type FindHoursRule = (
  point: Pick<HelpPoint, "kind" | "ward_code" | "province">,
) => HoursRule | null;

/**
 * Finds the rule for a point: its ward's, otherwise its province's. Rules are made for offices, so that a help point, which
 * neighbours keep, has none.
 * @throws {HoursError} on opening hours that `catalog:check` would refuse.
 */
export function indexOfficeHours(
  rules: readonly OfficeHours[],
  provinces: readonly Province[],
): FindHoursRule {
  const codes = new Map(provinces.map(({ name, code }) => [name, code]));
  const groups = Map.groupBy(rules, ({ scope, code }) => `${scope} ${code}`);
  const found = new Map([...groups].map(([key, group]) => [key, combine(group)]));
  return ({ kind, ward_code: ward, province }) => {
    if (kind === "help_point") return null;
    return found.get(`ward ${ward}`) ?? found.get(`province ${codes.get(province)}`) ?? null;
  };
}

export const noHoursRule: FindHoursRule = () => null;

function combine(group: readonly OfficeHours[]): HoursRule {
  const windows = group.map((rule) => ({ rule, week: parseWeeklyHours(rule.opening_hours) }));
  return {
    basis: group[0]?.scope ?? "province",
    weekOn: (day) => windows.find(({ rule }) => isValidOn(rule, day))?.week ?? null,
  };
}
