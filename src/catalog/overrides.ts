import { z } from "zod";
import { parseDailyHours } from "./hours/daily-hours.ts";
import { HoursError, parseWeeklyHours } from "./hours/weekly-hours.ts";
import type { Procedure } from "./procedure-schema.ts";
import { type CatalogRecords, dutySchema, type HelpPoint, helpPointSchema } from "./schema.ts";

const maxText = 200;
const maxHoursText = 500;
const maxListed = 120;
const line = z.string().trim().min(1).max(maxText);
const date = z.iso.date();

/** Short numbers such as 1022 are valid too. */
const phone = z.string().regex(/^\+?\d(?:[ .-]?\d){2,14}$/);

const dailyHours = z.string().max(maxHoursText).refine(isDailyHours, "no times of a day");
const closureSchema = z
  .strictObject({ from: date, to: date, note: line.nullable(), hours: dailyHours.optional() })
  .refine(({ from, to }) => from <= to, "ends before it begins");
const openingSchema = z
  .strictObject({ from: date, to: date, hours: dailyHours, note: line.nullable() })
  .refine(({ from, to }) => from <= to, "ends before it begins");

/** Weekly opening hours in OpenStreetMap's syntax, as the shipped records hold them. */
const weeklyHours = z.string().max(maxHoursText).refine(isWeeklyHours, "no weekly hours");

/**
 * The fields of one shipped help point that the desk overrides. An absent field keeps its shipped value; null means that
 * the value is not known and so can withdraw a shipped one.
 */
export const pointOverrideSchema = z.strictObject({
  opening_hours: weeklyHours.nullable().optional(),
  closures: z.array(closureSchema).max(maxListed).optional(),
  openings: z.array(openingSchema).max(maxListed).optional(),
  on_duty: line.nullable().optional(),
  duty: dutySchema.nullable().optional(),
  equipment: z.array(line).max(maxListed).nullable().optional(),
  services: z.array(line).max(maxListed).nullable().optional(),
  phone: phone.nullable().optional(),
});

export type PointOverride = z.infer<typeof pointOverrideSchema>;

export const maxAliasLength = 100;
export const aliasSchema = z.string().trim().min(2).max(maxAliasLength);

/** Everything that the desk changes in the shipped records. */
export interface CatalogOverrides {
  /** By point id; `day` is the local day of the change, on which the record counts as checked. */
  readonly points: ReadonlyMap<string, { readonly override: PointOverride; readonly day: string }>;
  /** Additional names by procedure id. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/**
 * Returns the records with the overrides applied. A list without a changed record is returned as the same object, so that
 * its index can be reused. Overrides of records that are no longer shipped are ignored.
 */
export function applyOverrides(
  records: CatalogRecords,
  { points, aliases }: CatalogOverrides,
): CatalogRecords {
  return {
    ...records,
    points: mapIfChanged(records.points, (point) => {
      const found = points.get(point.id);
      return found === undefined ? point : overridePoint(point, found.override, found.day);
    }),
    procedures: mapIfChanged(records.procedures, (procedure) => {
      const added = aliases.get(procedure.id) ?? [];
      return added.length === 0 ? procedure : addAliases(procedure, added);
    }),
  };
}

function mapIfChanged<T>(records: readonly T[], replace: (record: T) => T): readonly T[] {
  const mapped = records.map(replace);
  return mapped.every((record, index) => record === records[index]) ? records : mapped;
}

/** What the desk sets has no source besides the desk. */
function overridePoint(
  point: HelpPoint,
  { on_duty, closures, openings, duty, ...fields }: PointOverride,
  day: string,
): HelpPoint {
  const { on_duty: shippedOnDuty, phone_source, hours_source, ...shipped } = point;
  const onDuty = on_duty === undefined ? shippedOnDuty : on_duty;
  return helpPointSchema.parse({
    ...shipped,
    ...omitUndefined({
      ...fields,
      phone_source: fields.phone === undefined ? phone_source : undefined,
      hours_source: fields.opening_hours === undefined ? hours_source : undefined,
    }),
    ...(closures === undefined ? {} : { closures }),
    ...(openings === undefined ? {} : { openings }),
    ...(duty === undefined || duty === null ? {} : { duty }),
    ...(onDuty === undefined || onDuty === null ? {} : { on_duty: onDuty }),
    checked: day,
  });
}

function omitUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function addAliases(procedure: Procedure, added: readonly string[]): Procedure {
  return { ...procedure, aliases: [...new Set([...procedure.aliases, ...added])] };
}

function isWeeklyHours(osm: string): boolean {
  return isReadable(() => parseWeeklyHours(osm));
}

function isDailyHours(hours: string): boolean {
  return isReadable(() => parseDailyHours(hours));
}

function isReadable(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof HoursError) return false;
    throw error;
  }
}
