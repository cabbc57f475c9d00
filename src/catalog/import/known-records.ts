import type { ListedProcedure } from "../listed/listed-procedure.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { CatalogRecords, HelpPoint, Province, Ward } from "../schema.ts";

/** The records with which an import is compared. */
export type RecordsToCompare = Pick<
  CatalogRecords,
  "procedures" | "points" | "wards" | "provinces" | "listed"
>;

export interface KnownRecords {
  /** By every code that stands for a guided procedure: its own, related and abolished ones. */
  readonly guidedByCode: ReadonlyMap<string, Procedure>;
  readonly procedureIds: ReadonlySet<string>;
  readonly listed: ReadonlyMap<string, ListedProcedure>;
  readonly points: ReadonlyMap<string, HelpPoint>;
  readonly wards: ReadonlyMap<string, Ward>;
  /** By their full names. */
  readonly provinces: ReadonlyMap<string, Province>;
}

export function indexKnownRecords({
  procedures,
  points,
  wards,
  provinces,
  listed = [],
}: RecordsToCompare): KnownRecords {
  return {
    guidedByCode: indexGuidedCodes(procedures),
    procedureIds: new Set(procedures.map(({ id }) => id)),
    listed: new Map(listed.map((record) => [record.id, record])),
    points: new Map(points.map((point) => [point.id, point])),
    wards: new Map(wards.map((ward) => [ward.code, ward])),
    provinces: new Map(provinces.map((province) => [province.name, province])),
  };
}

/** Maps every code that stands for a guided procedure to it; its own code wins over another's related one. */
export function indexGuidedCodes(procedures: readonly Procedure[]): Map<string, Procedure> {
  const entries = (codesOf: (procedure: Procedure) => readonly (string | null)[]) =>
    procedures.flatMap((procedure) =>
      codesOf(procedure).flatMap((code) => (code === null ? [] : [[code, procedure] as const])),
    );
  return new Map([
    ...entries(({ codes_old }) => codes_old.map(({ code }) => code)),
    ...entries(({ related_codes }) => related_codes.map(({ code }) => code)),
    ...entries(({ code }) => [code]),
  ]);
}
