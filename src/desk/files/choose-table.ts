import { findTable, takeFirstTable, type WantedTable } from "../../catalog/import/find-table.ts";
import type { TableFile } from "../../catalog/import/table.ts";
import { FileError } from "./file-error.ts";
import type { ParsedFile } from "./parsed-file.ts";
import type { TableLimits } from "./table-limits.ts";

/**
 * Returns the table that is wanted, or the first one if no row clearly names its columns.
 * @throws FileError if there is none, or it has too many rows.
 */
export function chooseTable<Field extends string>(
  { sheets, problem }: ParsedFile,
  wanted: WantedTable<Field>,
  { maxRows }: TableLimits,
): TableFile {
  const clear = findTable(sheets, wanted);
  if (clear === null && problem !== null) throw problem;
  const table = clear ?? takeFirstTable(sheets);
  if (table === null || table.rows.length === 0) {
    throw new FileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
  }
  if (table.rows.length > maxRows) {
    throw new FileError(`Tệp có hơn ${maxRows} dòng; bạn chia thành nhiều tệp`);
  }
  return table;
}
