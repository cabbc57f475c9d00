/** What a spreadsheet would take for a formula, also behind blanks. */
const formula = /^[\s]*[=+\-@\t\r]/;

type Cell = string | number | Date | null | undefined;
export type Row = readonly Cell[];

/**
 * A table as CSV for spreadsheets: UTF-8 with its mark, so that Excel shows Vietnamese; commas; CRLF. Text that would
 * run as a formula is given an apostrophe.
 */
export function writeCsv(header: readonly string[], rows: readonly Row[]): string {
  return `\uFEFF${linesOf([header, ...rows])}`;
}

/** The same in parts, for a table that is too long to be held, or to be written without holding up replies. */
export async function* writeCsvPages(
  header: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield writeCsv(header, []);
  for await (const rows of pages) yield linesOf(rows);
}

function linesOf(rows: readonly Row[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = typeof cell === "string" ? cell : cell.toISOString();
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
