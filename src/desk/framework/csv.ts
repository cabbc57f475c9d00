/** A text that a spreadsheet would run as a formula, also after blanks. */
const formula = /^[\s]*[=+\-@\t\r]/;

type Cell = string | number | Date | null | undefined;
export type CsvRow = readonly Cell[];

/**
 * Writes a table as CSV for spreadsheets: UTF-8 with a byte order mark, so that Excel shows Vietnamese; commas; CRLF. A
 * text that would run as a formula gets an apostrophe in front.
 */
export function formatCsv(header: readonly string[], rows: readonly CsvRow[]): string {
  return `\uFEFF${linesOf([header, ...rows])}`;
}

/** The same in parts, for a table that is too long for memory or would block replies while it is written. */
export async function* formatCsvPages(
  header: readonly string[],
  pages: AsyncIterable<readonly CsvRow[]>,
): AsyncGenerator<string> {
  yield formatCsv(header, []);
  for await (const rows of pages) yield linesOf(rows);
}

function linesOf(rows: readonly CsvRow[]): string {
  return rows.map((row) => `${row.map(formatCell).join(",")}\r\n`).join("");
}

function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = typeof cell === "string" ? cell : cell.toISOString();
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
