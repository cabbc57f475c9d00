import { readJsonRecords } from "../../catalog/import/json-records.ts";
import type { RowResult } from "../../catalog/import/reading.ts";
import { readTableRecords } from "../../catalog/import/table-records.ts";
import { decodeFile, parseTable, type TableLimits } from "./csv.ts";
import { isXlsx, parseXlsx } from "./xlsx.ts";

/** Excel's cells hold 32,767 characters; a procedure has a dozen long ones. */
const limits: TableLimits = { maxRows: 10_000, maxCellLength: 40_000, maxLineBytes: 1_000_000 };

export interface ImportFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Reads a file of procedures or help points: JSON, XLSX or CSV, by its content. The rows come one by one, so that other
 * requests can have their turn between them. Rejects with FileError or ImportFileError if it is none of these.
 * @param day The local day of the import.
 */
export async function readImportFile(
  { name, content }: ImportFile,
  day: string,
): Promise<Iterable<RowResult>> {
  if (isXlsx(content)) {
    return readTableRecords(await parseXlsx(content, limits), { day, fileName: name });
  }
  const text = decodeFile(content);
  if (/^\s*[[{]/.test(text)) return readJsonRecords(text, day);
  return readTableRecords(await parseTable(text, limits), { day, fileName: name });
}
