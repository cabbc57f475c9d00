import { z } from "zod";
import { listedProcedureSchema } from "../listed/listed-procedure.ts";
import { procedureSchema, sourceSchema } from "../procedure-schema.ts";
import { areaClosureSchema, guideSchema, helpPointSchema, holidaySchema } from "../schema.ts";

/** Whether a year's calendar of holidays has been announced; a year that is not listed has no data. */
const calendarYearSchema = z.strictObject({
  year: z.string().regex(/^\d{4}$/, "must be a year"),
  official: z.boolean(),
});

/** The English of one Vietnamese text, wherever it stands in the catalogue. */
const translationSchema = z.strictObject({
  text: z.string().trim().min(1),
  english: z.string().trim().min(1),
});

/** The menu's topic, a life event, under which a procedure is offered. */
const placementSchema = z.strictObject({ event: z.string().min(1), procedure: z.string().min(1) });

/** What a version of the catalogue may change: the schema of each kind of record. */
export const recordSchemas = {
  procedure: procedureSchema,
  guide: guideSchema,
  listed: listedProcedureSchema,
  placement: placementSchema,
  english: translationSchema,
  source: sourceSchema,
  point: helpPointSchema,
  holiday: holidaySchema,
  year: calendarYearSchema,
  closure: areaClosureSchema,
} as const;

export type ChangeKind = keyof typeof recordSchemas;
export type RecordOf<Kind extends ChangeKind> = z.infer<(typeof recordSchemas)[Kind]>;

/** A record's fields, of a shape that another version may have written. */
export type RecordFields = Readonly<Record<string, unknown>>;

/**
 * A changed record. Only the fields in which `record` differs from `base` change, so that two changes of one record, and
 * a release that ships a new one, do not undo each other.
 */
export interface ChangeOf<Kind extends ChangeKind> {
  readonly kind: Kind;
  readonly id: string;
  /** The record as it was when somebody changed it; null: a new record. */
  readonly base: RecordFields | null;
  /** The complete changed record; null: it is removed. */
  readonly record: RecordOf<Kind> | null;
}

export type CatalogChange = { [Kind in ChangeKind]: ChangeOf<Kind> }[ChangeKind];

/** The changes that take effect together. */
export interface CatalogVersion {
  readonly id: number;
  readonly changes: readonly CatalogChange[];
}

const storedSchema = z.object({
  kind: z.enum(Object.keys(recordSchemas) as [ChangeKind, ...ChangeKind[]]),
  id: z.string().min(1),
  base: z.record(z.string(), z.unknown()).nullable(),
  record: z.unknown(),
});

/** Reads a stored change; returns null if this version of the service cannot. */
export function parseChange(stored: unknown): CatalogChange | null {
  const outer = storedSchema.safeParse(stored);
  if (!outer.success) return null;
  const { kind, id, base, record } = outer.data;
  const parsed = recordSchemas[kind].nullable().safeParse(record);
  return parsed.success ? ({ kind, id, base, record: parsed.data } as CatalogChange) : null;
}
