import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { Sheet } from "../../catalog/import/table.ts";
import { formatCount } from "../framework/format.ts";
import { FileError } from "./file-error.ts";
import { SheetBuilder } from "./sheet-builder.ts";
import { maxColumns, type TableLimits } from "./table-limits.ts";

const delimiters = [",", ";", "\t", "|"];
/** The first lines, even with a hundred long headers. */
const maxSampleLength = 64 * 1024;
const maxSampleLines = 20;
/** What Excel reads as the separator of the lines below, and does not show. */
const stated = /^\uFEFF?"?sep=([^\r\n"])"?[^\S\r\n]*(?:\r\n|\r|\n)/i;

/**
 * Parses a table of text whose columns are separated by commas, semicolons, tabs or bars: by what `sep=` states, otherwise by
 * what most of its first lines have most of. Lines and columns are counted on the way, so that a table which is too large costs
 * no more than its beginning.
 * @throws FileError if it is no such table.
 */
export function parseCsv(file: string, limits: TableLimits): Sheet {
  const [head, separator] = stated.exec(file) ?? ["", undefined];
  const text = file.slice(head.length);
  const builder = new SheetBuilder("", limits);
  let line = 0;
  try {
    parse(text, {
      bom: true,
      delimiter: separator ?? findDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      max_record_size: limits.maxLineBytes,
      cast: (cell, { index }) => {
        if (index >= maxColumns) throw new FileError(`Tệp có hơn ${maxColumns} cột`);
        return cell;
      },
      on_record: (cells: string[]) => {
        line += 1;
        if (line > limits.maxLines) {
          throw new FileError(`Tệp có hơn ${formatCount(limits.maxLines)} dòng, kể cả dòng trống`);
        }
        builder.add(line, cells);
        return null;
      },
    });
  } catch (error) {
    throw error instanceof CsvError ? describeCsvError(error) : error;
  }
  return builder.build();
}

function describeCsvError(error: CsvError): FileError {
  return new FileError(
    error.code === "CSV_MAX_RECORD_SIZE"
      ? "Tệp có một dòng quá dài; bạn kiểm tra dấu nháy kép và dấu phân cách"
      : "Tệp có dấu nháy kép mở mà không đóng; bạn lưu lại tệp rồi tải lên",
    { cause: error },
  );
}

/** A title above the header has other separators, or none: the middle of the lines decides, then the first. */
function findDelimiter(text: string): string {
  const head = text.trimStart().slice(0, maxSampleLength);
  const lines = head
    .replace(/"[^"]*"/g, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, maxSampleLines);
  const counts = new Map(
    delimiters.map((sign) => {
      const perLine = lines.map((line) => line.split(sign).length - 1);
      const middle = perLine.toSorted((a, b) => a - b)[Math.floor(perLine.length / 2)] ?? 0;
      return [sign, { middle, first: perLine[0] ?? 0 }];
    }),
  );
  const order = (sign: string) => counts.get(sign) ?? { middle: 0, first: 0 };
  const [best] = delimiters.toSorted(
    (a, b) => order(b).middle - order(a).middle || order(b).first - order(a).first,
  );
  return best ?? ",";
}
