import { readJsonRecords } from "../../catalog/import/json-records.ts";
import { ImportFileError, type RowResult } from "../../catalog/import/reading.ts";
import { readTableRecords } from "../../catalog/import/table-records.ts";
import { decodeText } from "./letters/decode-text.ts";
import { catalogLimits } from "./table-limits.ts";
import type { TableReader } from "./table-reader.ts";

export interface ImportFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface ImportContext {
  /** The local day of the import. */
  readonly day: string;
  readonly tables: TableReader;
}

/** Enough to see the first sign of a file, behind blanks. */
const headLength = 64;

/**
 * Reads a file of procedures or help points, by its content: JSON, or a table in any format of the table reader. The rows come
 * one by one, so that other requests can have their turn between them. Rejects with FileError or ImportFileError if it is
 * none of these.
 */
export async function readImportFile(
  { name, content }: ImportFile,
  { day, tables }: ImportContext,
): Promise<Iterable<RowResult>> {
  if (isJson(content)) {
    return readJsonRecords(decodeText(content), day);
  }
  const { sheets, problem } = await tables.read(content, catalogLimits);
  try {
    return readTableRecords(sheets, { day, fileName: name });
  } catch (error) {
    throw error instanceof ImportFileError && problem !== null ? problem : error;
  }
}

/** Whether the first sign is one of JSON, behind a byte order mark, in UTF-8 or UTF-16. */
function isJson(content: Buffer): boolean {
  const head = content.subarray(0, headLength).toString("latin1");
  return /^(?:\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)?[\s\0]*[[{]/.test(head);
}
