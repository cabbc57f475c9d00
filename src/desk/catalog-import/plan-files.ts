import type { RecordsToCompare } from "../../catalog/import/known-records.ts";
import {
  createImportPlanner,
  type ImportChange,
  type PlannedRow,
} from "../../catalog/import/plan-import.ts";
import {
  type ImportFault,
  type ImportReading,
  type RowResult,
  toReading,
} from "../../catalog/import/reading.ts";
import { withPauses } from "../../concurrency/with-pauses.ts";
import { type ImportContext, type ImportFile, readImportFile } from "../files/read-import.ts";

/** What importing one file would do, and which of its rows are left out. */
export interface FilePlan {
  readonly name: string;
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly ImportFault[];
}

/** Reads a file, with pauses for other requests. Rejects with FileError or ImportFileError if it is no import. */
export async function readFileForImport(
  file: ImportFile,
  context: ImportContext,
): Promise<ImportReading> {
  const results: RowResult[] = [];
  for await (const result of withPauses(await readImportFile(file, context))) results.push(result);
  return toReading(results);
}

/** Compares what was read of one import's files with the records, in their order. */
export async function planFiles(
  readings: readonly { readonly name: string; readonly reading: ImportReading }[],
  records: RecordsToCompare,
  day: string,
): Promise<FilePlan[]> {
  const planner = createImportPlanner(records, day);
  const plans: FilePlan[] = [];
  for (const { name, reading } of readings) {
    const rows: PlannedRow[] = [];
    const faults = [...reading.faults];
    for await (const row of withPauses(reading.rows)) {
      const planned = planner.plan(row);
      if ("verdict" in planned) rows.push(planned);
      else faults.push(...planned);
    }
    plans.push({ name, rows, faults: faults.toSorted((one, other) => one.row - other.row) });
  }
  return plans;
}

export function changesOf(plans: readonly FilePlan[]): ImportChange[] {
  const changes = plans
    .flatMap(({ rows }) => rows)
    .flatMap(({ change }) => (change === null ? [] : [change]));
  // A row that is repeated word for word is one change.
  return [...new Map(changes.map((change) => [`${change.kind} ${change.id}`, change])).values()];
}

/** How many rows there are of each kind; a row with two faults is one. */
export function countRows({ rows, faults }: FilePlan) {
  const count = (verdict: PlannedRow["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  return {
    new: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    guided: count("guided"),
    faulty: new Set(faults.map(({ row }) => row)).size,
  };
}
