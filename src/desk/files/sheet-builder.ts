import type { Sheet, TableRow } from "../../catalog/import/table.ts";
import { normalizeInPieces } from "../../catalog/text/normalize.ts";
import { formatCount } from "../framework/format.ts";
import { FileError } from "./file-error.ts";
import {
  maxCells,
  maxColumns,
  maxExtraRows,
  maxLetters,
  type TableLimits,
} from "./table-limits.ts";

/** Counts what all sheets of a file hold together. */
export interface Budget {
  cells: number;
  letters: number;
}

/** Collects the rows of a sheet in their order, and refuses more than the limits allow. */
export class SheetBuilder {
  readonly #name: string;
  readonly #limits: TableLimits;
  readonly #budget: Budget;
  readonly #rows: TableRow[] = [];

  constructor(name: string, limits: TableLimits, budget: Budget = { cells: 0, letters: 0 }) {
    this.#name = name;
    this.#limits = limits;
    this.#budget = budget;
  }

  /**
   * Adds a row; a blank one is only counted, by its line.
   * @param numbers The columns whose cells the spreadsheet holds as numbers.
   * @throws FileError if the sheet is too large.
   */
  add(line: number, texts: readonly string[], numbers: readonly number[] = []): void {
    const { maxLines, maxRows, maxCellLength } = this.#limits;
    const cells = texts.map((text) => normalizeInPieces(text, maxCellLength).trim());
    const last = cells.findLastIndex((cell) => cell !== "");
    if (last < 0) return;
    if (line > maxLines)
      throw new FileError(`Tệp có hơn ${formatCount(maxLines)} dòng, kể cả dòng trống`);
    if (last >= maxColumns) throw new FileError(`Tệp có hơn ${maxColumns} cột`);
    this.#budget.cells += cells.length;
    for (const cell of cells) this.#budget.letters += cell.length;
    if (this.#budget.cells > maxCells || this.#budget.letters > maxLetters) {
      throw new FileError("Tệp có quá nhiều ô; bạn chia thành nhiều tệp");
    }
    this.#rows.push({ line, cells, ...(numbers.length > 0 && { numbers }) });
    if (this.#rows.length > maxRows + maxExtraRows) {
      throw new FileError(`Tệp có hơn ${formatCount(maxRows)} dòng; bạn chia thành nhiều tệp`);
    }
  }

  build(): Sheet {
    return { name: this.#name, rows: this.#rows };
  }
}
