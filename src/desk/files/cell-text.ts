import { type CellObject, SSF } from "@e965/xlsx";

/** From here on, a spreadsheet has rounded the last digits of a number. */
const firstRounded = 1e15;
/** Excel computes with so many digits; what follows is noise. */
const exactDigits = 15;

/** A cell's text, and whether the spreadsheet holds a number: zeros that were typed before it are lost. */
export interface CellText {
  readonly text: string;
  readonly isNumber: boolean;
}

/**
 * Returns a cell as it is meant: texts as they are, days as 2026-11-25 (with 08:30 if the cell shows a time), other dates as
 * the cell shows them, numbers with all their digits. A number that the spreadsheet has rounded is written as 2.51E+15, so
 * that no reader takes it for a code.
 */
export function readCell(cell: CellObject, isDate1904: boolean): CellText {
  const shown = cell.w ?? "";
  switch (cell.t) {
    case "s":
      return { text: String(cell.v ?? ""), isNumber: false };
    case "n":
      return readNumber(Number(cell.v), { format: String(cell.z ?? ""), shown, isDate1904 });
    default:
      return { text: shown, isNumber: false };
  }
}

interface Shown {
  readonly format: string;
  readonly shown: string;
  readonly isDate1904: boolean;
}

function readNumber(value: number, { format, shown, isDate1904 }: Shown): CellText {
  if (format !== "" && SSF.is_date(format)) {
    return { text: readDate(value, format, isDate1904) ?? shown, isNumber: false };
  }
  // The format adds the zeros that everybody sees: "0912345678" for 912345678.
  if (/^0\d+$/.test(shown) && Number(shown) === value) return { text: shown, isNumber: false };
  if (Math.abs(value) >= firstRounded) {
    return { text: value.toExponential().toUpperCase(), isNumber: true };
  }
  return { text: String(Number(value.toPrecision(exactDigits))), isNumber: true };
}

/** Returns null unless the format shows a whole day. */
function readDate(value: number, format: string, isDate1904: boolean): string | null {
  const signs = format.replace(/"[^"]*"?|\\.|\[[^\]]*\]?/g, "").toLowerCase();
  if (!/y/.test(signs) || !/d/.test(signs) || !/m/.test(signs)) return null;
  const date = SSF.parse_date_code(value, { date1904: isDate1904 });
  if (!date) return null;
  const pad = (number: number, length = 2) => String(number).padStart(length, "0");
  const day = `${pad(date.y, 4)}-${pad(date.m)}-${pad(date.d)}`;
  if (!/h/.test(signs)) return day;
  const clock = `${pad(date.H)}:${pad(date.M)}`;
  return `${day} ${clock}${Math.trunc(date.S) > 0 ? `:${pad(Math.trunc(date.S))}` : ""}`;
}
