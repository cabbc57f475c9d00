import { guessFields } from "./columns.ts";
import { findTable } from "./find-table.ts";
import { pointColumns, readPointRow } from "./point-row.ts";
import { readPortalPage } from "./portal-page.ts";
import { procedureColumns } from "./procedure-columns.ts";
import { ImportFileError, maxImportRows, type RowResult } from "./reading.ts";
import type { Sheet, TableRow } from "./table.ts";

interface Context {
  /** The local day of the import. */
  readonly day: string;
  readonly fileName: string;
}

type Reader = (row: TableRow) => RowResult;

/**
 * Reads procedures or help points from a spreadsheet, whichever its columns name.
 * @throws ImportFileError if they name neither, or the table is empty or too long.
 */
export function readTableRecords(sheets: readonly Sheet[], context: Context): Iterable<RowResult> {
  const { rows, read } = chooseReader(sheets, context);
  if (rows.length === 0) throw new ImportFileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
  if (rows.length > maxImportRows) {
    throw new ImportFileError(`Tệp có hơn ${maxImportRows} dòng; bạn chia thành nhiều tệp`);
  }
  return Iterator.from(rows).map(read);
}

function chooseReader(
  sheets: readonly Sheet[],
  { day, fileName }: Context,
): { readonly rows: readonly TableRow[]; readonly read: Reader } {
  const pointsOf = (header: readonly string[]) => guessFields(header, pointColumns);
  const points = findTable(sheets, { fieldsOf: pointsOf, required: ["id"] });
  if (points !== null) {
    const fields = pointsOf(points.header);
    const read: Reader = (row) => readPointRow(row.line, cellsOf(fields, row), { day, fileName });
    return { rows: points.rows, read };
  }
  const proceduresOf = (header: readonly string[]) => guessFields(header, procedureColumns);
  const required = ["ma_thu_tuc", "ten_thu_tuc"];
  const procedures = findTable(sheets, { fieldsOf: proceduresOf, required });
  if (procedures !== null) {
    const fields = proceduresOf(procedures.header);
    const read: Reader = (row) =>
      readPortalPage(row.line, cellsOf(fields, row), { day, from: "table" });
    return { rows: procedures.rows, read };
  }
  throw new ImportFileError(
    "Không nhận ra các cột: thủ tục cần cột “Mã thủ tục” và “Tên thủ tục”, điểm cần cột “Mã điểm”",
  );
}

/** Returns the text of a field in the row; "" for a field without a column. */
function cellsOf(fields: readonly (string | null)[], { cells }: TableRow) {
  return (field: string) => {
    const at = fields.indexOf(field);
    return at < 0 ? "" : (cells[at] ?? "");
  };
}
