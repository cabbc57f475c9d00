import { z } from "zod";
import { parseWeeklyHours } from "./hours/weekly-hours.ts";
import { type CatalogRecords, type HelpPoint, helpPointSchema, type Procedure } from "./schema.ts";

const maxText = 200;
const maxListed = 120;
const line = z.string().trim().min(1).max(maxText);
const date = z.iso.date();

/** Short numbers such as 1022 are lines too. */
const phone = z.string().regex(/^\+?\d(?:[ .-]?\d){2,14}$/);

const closureSchema = z
  .strictObject({ from: date, to: date, note: line.nullable() })
  .refine(({ from, to }) => from <= to, "ends before it begins");

/** Weekly opening hours in OpenStreetMap's syntax, as the shipped records hold them. */
const weekly = z.string().max(500).refine(isWeekly, "no weekly hours");

/**
 * What is laid over one shipped help point. A field that is absent stays as it was shipped; null says that it is not known, which may
 * take back what was shipped.
 */
export const pointOverrideSchema = z.strictObject({
  opening_hours: weekly.nullable().optional(),
  closures: z.array(closureSchema).max(maxListed).optional(),
  on_duty: line.nullable().optional(),
  equipment: z.array(line).max(maxListed).nullable().optional(),
  services: z.array(line).max(maxListed).nullable().optional(),
  phone: phone.nullable().optional(),
});

export type PointOverride = z.infer<typeof pointOverrideSchema>;
export type Closure = z.infer<typeof closureSchema>;

export const aliasSchema = z.string().trim().min(2).max(100);

/** Everything that the desk lays over the shipped records. */
export interface CatalogOverrides {
  /** By point; `day` is the local day of the edit: what was confirmed then is that fresh. */
  readonly points: ReadonlyMap<string, { readonly edit: PointOverride; readonly day: string }>;
  /** Further names by procedure. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/** The records with the edits laid over them; lists that no edit touches are the very same. Edits of what is not shipped are left out. */
export function applyOverrides(
  records: CatalogRecords,
  { points, aliases }: CatalogOverrides,
): CatalogRecords {
  return {
    ...records,
    points: replaceSome(records.points, (point) => {
      const edited = points.get(point.id);
      return edited === undefined ? point : editPoint(point, edited.edit, edited.day);
    }),
    procedures: replaceSome(records.procedures, (procedure) => {
      const added = aliases.get(procedure.id) ?? [];
      return added.length === 0 ? procedure : addAliases(procedure, added);
    }),
  };
}

function replaceSome<T>(records: readonly T[], replace: (record: T) => T): readonly T[] {
  const replaced = records.map(replace);
  return replaced.every((record, index) => record === records[index]) ? records : replaced;
}

function editPoint(point: HelpPoint, { on_duty, closures, ...fields }: PointOverride, day: string) {
  const { on_duty: _before, ...shipped } = point;
  const kept = on_duty === undefined ? point.on_duty : on_duty;
  return helpPointSchema.parse({
    ...shipped,
    ...withoutAbsent(fields),
    ...(closures === undefined ? {} : { closures }),
    ...(kept === undefined || kept === null ? {} : { on_duty: kept }),
    checked: day,
  });
}

function withoutAbsent(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function addAliases(procedure: Procedure, added: readonly string[]): Procedure {
  return { ...procedure, aliases: [...new Set([...procedure.aliases, ...added])] };
}

function isWeekly(osm: string): boolean {
  try {
    parseWeeklyHours(osm);
    return true;
  } catch {
    return false;
  }
}
