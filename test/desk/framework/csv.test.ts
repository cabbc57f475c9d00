import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { formatCsv, unescapeFormulas } from "../../../src/desk/framework/csv.ts";

const signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"];
const skippedMarks = ["", " ", "\t", "\r", "\n", "\0", "\u0007", "\u00a0", "\u200b", "\u2060"];
const otherMarks = ["\u202e", "\ufeff", "\u00ad", "\u034f", "\u3164", "\u3000", "\u200b \u200b"];
const marks = [...skippedMarks, ...otherMarks];

/** Returns the cells that a spreadsheet reads with this list separator. */
function cellsOf(text: string, delimiter = ","): string[] {
  const options = { delimiter, bom: true, relax_quotes: true, relax_column_count: true };
  return parse(formatCsv([text], []), options).flat();
}

/** What a spreadsheet evaluates: a sign that only blanks and invisible marks precede. */
function isFormula(cell: string): boolean {
  const visible = cell
    .normalize("NFKC")
    .replaceAll(/[\s\p{C}\p{Default_Ignorable_Code_Point}]/gu, "");
  return /^[=+\-@]/.test(visible);
}

describe("CSV that the desk writes", () => {
  test.each(signs)("never begins a cell with %s, whatever invisible marks precede it", (sign) => {
    for (const mark of marks) {
      const [cell = ""] = cellsOf(`${mark}${sign}1+1`);
      expect({ mark, isFormula: isFormula(cell) }).toEqual({ mark, isFormula: false });
    }
  });

  test.each([";", "\t"])(
    "holds no formula for a spreadsheet that separates cells by %j",
    (separator) => {
      for (const sign of signs) {
        for (const mark of marks) {
          for (const text of [`a${separator}${mark}${sign}1`, `a"${separator}${mark}${sign}1`]) {
            expect(cellsOf(text, separator).filter(isFormula)).toEqual([]);
            expect(formatCsv([text], [])).toContain('"');
          }
        }
      }
    },
  );

  test("holds no formula for a spreadsheet that ends the row inside a cell", () => {
    const lines = formatCsv(["x", 'a"\n=1+1'], []).split(/[\r\n]+/);
    expect(lines.filter(isFormula)).toEqual([]);
  });

  test("leaves numbers, times and ordinary texts as they are", () => {
    const at = new Date("2026-11-25T02:00:00Z");
    const row = [-5, 1.5, at, "Khai sinh - liên thông", "a = b", "x@y.vn", "it's", null, undefined];
    expect(formatCsv(["h"], [row])).toBe(
      "\uFEFFh\r\n-5,1.5,2026-11-25T02:00:00.000Z,Khai sinh - liên thông,a = b,x@y.vn,it's,,\r\n",
    );
  });

  test("gives the text back when one of our exports is read", () => {
    for (const text of ["=1+1", "\u200b＝1", "a; -5", "b;\n=2", "'x", "'", "a;'b", "x - y"]) {
      expect(unescapeFormulas(cellsOf(text)[0] ?? "")).toBe(text);
    }
  });

  test("takes time in proportion to the text", () => {
    for (const unit of [" ", "\n", ";", "\u200b", "=", "\n\t", ";=", "'"]) {
      const startedMs = performance.now();
      unescapeFormulas(formatCsv([unit.repeat(100_000)], []));
      expect({ unit, isFast: performance.now() - startedMs < 1_000 }).toEqual({
        unit,
        isFast: true,
      });
    }
  });
});
