import { guessFields } from "./columns.ts";
import { isPointColumns, pointColumns, readPointRow } from "./point-row.ts";
import { readPortalPage } from "./portal-page.ts";
import { isProcedureColumns, procedureColumns } from "./procedure-columns.ts";
import { ImportFileError, maxImportRows, type RowResult } from "./reading.ts";
import type { TableFile, TableRow } from "./table.ts";

/** A table may have a title above the row that names its columns. */
const maxTitleRows = 5;

interface Context {
  /** The local day of the import. */
  readonly day: string;
  readonly fileName: string;
}

/**
 * Reads procedures or help points from a table, whichever its columns name.
 * @throws ImportFileError if they name neither, or the table is too long.
 */
export function* readTableRecords(table: TableFile, context: Context): Generator<RowResult> {
  const [read, rows] = chooseReader(table, context);
  if (rows.length > maxImportRows) {
    throw new ImportFileError(`Tệp có hơn ${maxImportRows} dòng; bạn chia thành nhiều tệp`);
  }
  for (const row of rows) yield read(row);
}

type Reader = (row: TableRow) => RowResult;

function chooseReader(
  { header, rows }: TableFile,
  { day, fileName }: Context,
): [Reader, readonly TableRow[]] {
  const heads = [header, ...rows.slice(0, maxTitleRows).map(({ cells }) => cells)];
  for (const [at, head] of heads.entries()) {
    const below = rows.slice(at);
    const points = guessFields(head, pointColumns);
    if (isPointColumns(points)) {
      return [(row) => readPointRow(row.line, cellsOf(points, row), { day, fileName }), below];
    }
    const procedures = guessFields(head, procedureColumns);
    if (isProcedureColumns(procedures)) {
      const from = { day, from: "table" } as const;
      return [(row) => readPortalPage(row.line, cellsOf(procedures, row), from), below];
    }
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
