import type { ListedProcedure } from "../listed/listed-procedure.ts";
import { type FindByCode, indexByCode } from "../procedures/find-by-code.ts";
import type { CatalogRecords, HelpPoint, Province, Ward } from "../schema.ts";

/** The records with which an import is compared. */
export type RecordsToCompare = Pick<
  CatalogRecords,
  "procedures" | "points" | "wards" | "provinces" | "listed"
>;

export interface KnownRecords {
  /** Finds the guided procedures for which a code stands. */
  readonly findGuidedByCode: FindByCode;
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
    findGuidedByCode: indexByCode(procedures),
    procedureIds: new Set(procedures.map(({ id }) => id)),
    listed: new Map(listed.map((record) => [record.id, record])),
    points: new Map(points.map((point) => [point.id, point])),
    wards: new Map(wards.map((ward) => [ward.code, ward])),
    provinces: new Map(provinces.map((province) => [province.name, province])),
  };
}
