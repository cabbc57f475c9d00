/** Blanks, control characters and marks without width: a spreadsheet may skip them before a formula. */
const skipped = "[\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*";
/** What begins a formula, also in the wide and small forms that a spreadsheet takes for the same. */
const sign = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";
const formula = new RegExp(`^${skipped}${sign}`, "u");
/** What other settings of a spreadsheet take for the end of a cell or of a row, and what may follow it. */
const otherEnd = `[;\\t\\r\\n]${skipped}`;
// The sign comes first: looking behind at every character would take time with the square of the length.
const hiddenFormula = new RegExp(`${sign}(?<=${otherEnd}.)`, "gsu");
const escapedFormula = new RegExp(`^'(?=${skipped}${sign})`, "u");
const escapedHiddenFormula = new RegExp(`'(?=${sign})(?<=${otherEnd}.)`, "gsu");

type Cell = string | number | Date | null | undefined;
export type CsvRow = readonly Cell[];

/**
 * Writes a table as CSV for spreadsheets: UTF-8 with a byte order mark, so that Excel shows Vietnamese; commas; CRLF. A
 * text that would run as a formula gets an apostrophe in front, also where it would only with another list separator.
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
  const text = escapeFormulas(typeof cell === "string" ? cell : cell.toISOString());
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escapeFormulas(text: string): string {
  const escaped = text.replace(hiddenFormula, "'$&");
  return formula.test(escaped) ? `'${escaped}` : escaped;
}

/** Removes the apostrophes that an export of ours put before formulas. */
export function unescapeFormulas(cell: string): string {
  return cell.replace(escapedFormula, "").replace(escapedHiddenFormula, "");
}
