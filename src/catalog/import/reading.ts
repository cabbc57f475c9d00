import type { ListedProcedure } from "../listed/listed-procedure.ts";
import type { HelpPoint } from "../schema.ts";

/** The file cannot be imported at all. The message is for the person who chose it. */
export class ImportFileError extends Error {
  override readonly name = "ImportFileError";
  /** The same; for programs that print what an error reports. */
  readonly report: string;

  constructor(message: string) {
    super(message);
    this.report = message;
  }
}

/** Why one row is left out. Words are for the person who imports. */
export interface ImportFault {
  /** The row of a table, the line of a file with one record in each, or the record's place in a list, from 1. */
  readonly row: number;
  /** The field or column, as the file names it; "-" if it is the whole row. */
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The facts that a row states about a procedure: an absent one is not touched by the import. */
export type StatedProcedure = Pick<ListedProcedure, "code" | "name" | "imported_from"> &
  Partial<Omit<ListedProcedure, "id" | "code" | "name" | "imported_from">>;

/** The facts that a row states about a help point. */
export type StatedPoint = Pick<HelpPoint, "id"> & Partial<HelpPoint>;

export type ImportRow =
  | { readonly row: number; readonly kind: "procedure"; readonly stated: StatedProcedure }
  | { readonly row: number; readonly kind: "point"; readonly stated: StatedPoint };

/** What a file says: the rows that could be read, and why the others could not. */
export interface ImportReading {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly ImportFault[];
}

/** A row that was read, or what is wrong with it. */
export type RowResult = ImportRow | readonly ImportFault[];

/** No import has more rows. */
export const maxImportRows = 10_000;

/** Puts the results of the rows together; rows with a fault are left out. */
export function toReading(results: Iterable<RowResult>): ImportReading {
  const rows: ImportRow[] = [];
  const faults: ImportFault[] = [];
  for (const result of results) {
    if ("kind" in result) rows.push(result);
    else faults.push(...result);
  }
  return { rows, faults };
}
