import { addDays } from "../local-time.ts";
import { cleanLine, cleanText, isMangled } from "./clean-text.ts";
import type { ImportFault } from "./reading.ts";

/** No field of a procedure is longer; the longest on the national portal has 40,000 characters. */
const maxTextLength = 60_000;
const maxNameLength = 1_000;
const maxLineLength = 2_000;

/** `1.001193`, or the same with the agency's identifier behind it. */
const nationalCode = /^\d\.\d{6}(?:\.[A-Z\d]{2,4}(?:[.-][A-Z\d]{1,4})*)?$/;
const officialHost = /(?:^|\.)gov\.vn$/;
const errorPage = /\b(?:50[0234]|404)\b.{0,40}\b(?:gateway|error|unavailable|not found)|nginx/i;

/** Reads the fields of one row and collects what is wrong with them. An empty field is undefined: nothing is stated. */
export class RowFields {
  readonly #row: number;
  readonly #textOf: (field: string) => string;
  readonly faults: ImportFault[] = [];

  /** `textOf` returns the raw text of a field, and "" for one that the row does not have. */
  constructor(row: number, textOf: (field: string) => string) {
    this.#row = row;
    this.#textOf = textOf;
  }

  fault(field: string, reason: string, remedy: string): void {
    this.faults.push({ row: this.#row, field, reason, remedy });
  }

  /** A text of several lines. */
  text(field: string): string | undefined {
    return this.#check(field, cleanText(this.#textOf(field)), maxTextLength);
  }

  line(field: string): string | undefined {
    return this.#check(field, cleanLine(this.#textOf(field)), maxLineLength);
  }

  /** A text that is split further. */
  list<Item>(field: string, split: (text: string) => readonly Item[]): Item[] | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : [...split(text)];
  }

  /** The national code; "" if it is missing or wrong, which is a fault. */
  code(field: string): string {
    const code = (this.line(field) ?? "").toUpperCase();
    if (code === "") this.fault(field, "thiếu mã thủ tục", "ghi mã quốc gia, như 1.001193");
    else if (!nationalCode.test(code)) {
      this.fault(
        field,
        `“${code.slice(0, 40)}” không phải mã thủ tục quốc gia`,
        "ghi như 1.001193; nếu Excel đã đổi số, định dạng cột là Văn bản rồi nhập lại",
      );
    }
    return code;
  }

  /** The official name; "" if it is missing or cannot be one, which is a fault. */
  name(field: string): string {
    const name = this.#check(field, cleanLine(this.#textOf(field)), maxNameLength) ?? "";
    if (name === "") this.fault(field, "thiếu tên thủ tục", "lấy lại trang này từ Cổng");
    else if (errorPage.test(name)) {
      this.fault(field, "là trang báo lỗi, không phải tên thủ tục", "lấy lại trang này từ Cổng");
    } else if (!/\p{L}{2}/u.test(name)) {
      this.fault(field, "không phải tên thủ tục", "ghi tên như trên Cổng");
    }
    return name;
  }

  /** An address of a state agency: residents are sent there. */
  officialUrl(field: string): string | undefined {
    const url = this.line(field);
    if (url === undefined) return undefined;
    const parsed = URL.parse(url);
    if (parsed?.protocol === "https:" && officialHost.test(parsed.hostname)) return parsed.href;
    this.fault(field, "không phải địa chỉ https của một trang .gov.vn", "ghi địa chỉ trên Cổng");
    return undefined;
  }

  #check(field: string, text: string, maxLength: number): string | undefined {
    if (text === "") return undefined;
    if (text.length > maxLength) {
      this.fault(field, `dài hơn ${maxLength} ký tự`, "rút gọn, hoặc bỏ phần không thuộc ô này");
    } else if (isMangled(text)) {
      this.fault(field, "chữ bị hỏng khi đổi bảng mã", "lưu lại tệp theo UTF-8");
    }
    return text;
  }
}

const written = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;
const iso = /(\d{4})-(\d{2})-(\d{2})/;
const spelled = /ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})/;

/** Finds a day as agencies write it, such as "163/QĐ-BTP ngày 01/02/2026"; null if there is none. */
export function readDay(text: string): string | null {
  const isoMatch = iso.exec(text);
  if (isoMatch !== null) return toDay(isoMatch[1], isoMatch[2], isoMatch[3]);
  const match = spelled.exec(text) ?? written.exec(text);
  return match === null ? null : toDay(match[3], match[2], match[1]);
}

function toDay(year = "", month = "", date = ""): string | null {
  const first = `${year}-${month.padStart(2, "0")}-01`;
  if (Number.isNaN(Date.parse(first)) || Number(date) < 1) return null;
  const day = addDays(first, Number(date) - 1);
  return day.slice(0, 7) === first.slice(0, 7) ? day : null;
}

/** "163/QĐ-BTP ngày 01/02/2026" → its number and its day. */
export function splitDecision(text: string): { number: string | null; date: string | null } {
  const before = text.slice(0, written.exec(text)?.index).trim();
  const number = before.replace(/ngày$/, "").trim().replace(/[,;]$/, "").trim();
  return { number: number === "" ? null : number, date: readDay(text) };
}
