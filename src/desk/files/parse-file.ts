import { FileError } from "./file-error.ts";
import { decodeReferences } from "./letters/decode-references.ts";
import { decodeText } from "./letters/decode-text.ts";
import { parseCsv } from "./parse-csv.ts";
import type { ParsedFile } from "./parsed-file.ts";
import type { TableLimits } from "./table-limits.ts";

/** How the files of other programs begin, in hexadecimal; names of files are not to be trusted. */
const zip = "504b";
const compound = "d0cf11e0a1b11ae1";
/** XLS of before 1995 has no container. */
const oldWorkbook = /^09(?:00|02|04|08)[\da-f]{2}00/;
const foreign: readonly (readonly [RegExp, string])[] = [
  [/^25504446/, "PDF"],
  [/^(?:89504e47|ffd8ff|47494638)/, "ảnh"],
  [/^7b5c727466/, "Word (RTF)"],
];

/**
 * Reads a table from a file, by its content: XLSX, XLS, ODS, XML and HTML of spreadsheets, otherwise text. It may take seconds
 * and much memory: outside of tests it runs in the thread of the table reader. Rejects with FileError.
 */
export async function parseFile(content: Uint8Array, limits: TableLimits): Promise<ParsedFile> {
  const start = Buffer.from(content.subarray(0, 8)).toString("hex");
  for (const [pattern, kind] of foreign) {
    if (pattern.test(start)) {
      throw new FileError(`Đây là tệp ${kind}, không phải bảng; bạn chọn tệp Excel hoặc CSV`);
    }
  }
  if (start.startsWith(zip) || start === compound || oldWorkbook.test(start)) {
    return (await loadWorkbooks()).parseWorkbook(content, limits);
  }
  const text = decodeText(content);
  if (isMarkup(text)) {
    return (await loadWorkbooks()).parseWorkbook(decodeReferences(text), limits);
  }
  return { sheets: [parseCsv(text, limits)], problem: null };
}

/** SheetJS takes a third of a second to load, which files of text need not wait for. */
function loadWorkbooks() {
  return import("./parse-workbook.ts");
}

/** Old systems save a page of HTML, or XML, under a name that ends in .xls. */
function isMarkup(text: string): boolean {
  return /^\uFEFF?\s{0,100}</.test(text);
}
