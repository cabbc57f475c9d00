/** What a spreadsheet would take for a formula, also behind blanks. */
const formula = /^[\s]*[=+\-@\t\r]/;

type Cell = string | number | Date | null | undefined;

/**
 * A table as CSV for spreadsheets: UTF-8 with its mark, so that Excel shows Vietnamese; commas; CRLF. Text that would
 * run as a formula is given an apostrophe.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(writeCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = typeof cell === "string" ? cell : cell.toISOString();
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
