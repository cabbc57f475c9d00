import { toText } from "./clean-text.ts";
import { readNationalRecord } from "./national-record.ts";
import { readPortalPage } from "./portal-page.ts";
import { ImportFileError, maxImportRows, type RowResult } from "./reading.ts";

/** A page has four levels; what is nested deeper was written to hurt. */
const maxDepth = 24;

interface Entry {
  readonly row: number;
  /** undefined: this line is no JSON. */
  readonly value: unknown;
}

/**
 * Reads procedures from JSON: one record, a list, a list in an answer of the national database, or one record in each
 * line. The text was decoded and is bounded by its caller.
 * @throws ImportFileError if it is none of these.
 */
export function* readJsonRecords(text: string, day: string): Generator<RowResult> {
  const entries = entriesOf(text);
  if (entries.length === 0) throw new ImportFileError("Tệp không có thủ tục nào");
  if (entries.length > maxImportRows) {
    throw new ImportFileError(`Tệp có hơn ${maxImportRows} thủ tục; bạn chia thành nhiều tệp`);
  }
  for (const { row, value } of entries) yield readRecord(row, value, day);
}

function readRecord(row: number, value: unknown, day: string): RowResult {
  if (value === undefined) {
    return faultOf(row, "dòng này không phải là JSON", "lấy lại trang này từ Cổng");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return faultOf(row, "không phải là một thủ tục", "ghi một đối tượng JSON cho mỗi thủ tục");
  }
  if ("MATTHC" in value || "TENTTHC" in value) return readNationalRecord(row, value, day);
  const members = new Map<string, unknown>(Object.entries(value));
  const textOf = (field: string) => toText(members.get(field));
  return readPortalPage(row, textOf, { day, from: "portal-page" });
}

function faultOf(row: number, reason: string, remedy: string): RowResult {
  return [{ row, field: "-", reason, remedy }];
}

function entriesOf(text: string): Entry[] {
  requireShallow(text);
  const whole = parse(text);
  if (whole !== undefined) return unwrap(whole).map((value, at) => ({ row: at + 1, value }));
  const lines = text.split("\n");
  const records = lines.flatMap((line, at) =>
    line.trim() === "" ? [] : [{ row: at + 1, value: parse(line) }],
  );
  // A list that is broken somewhere is not one record a line.
  const isLines = records.filter(({ value }) => isRecord(value)).length > records.length / 2;
  if (records.length > 1 && isLines) return records;
  throw new ImportFileError("Tệp không phải là JSON, hoặc bị cắt giữa chừng; bạn tải lại tệp");
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Finds the list of records in what wraps it; provinces serve the national database's answer as a text in `message`. */
function unwrap(whole: unknown, depth = 0): unknown[] {
  if (Array.isArray(whole)) return whole;
  if (typeof whole !== "object" || whole === null) return [whole];
  const members = new Map<string, unknown>(Object.entries(whole));
  for (const name of ["result", "data", "procedures", "results"]) {
    const list = members.get(name);
    if (Array.isArray(list)) return list;
  }
  const message = members.get("message");
  const inner = typeof message === "string" && depth === 0 ? parse(message) : undefined;
  return inner === undefined ? [whole] : unwrap(inner, depth + 1);
}

/** Returns undefined if the text is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Refuses nesting before anything is parsed. Brackets inside texts do not count. */
function requireShallow(text: string): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === backslash) at += 1;
      else if (code === quote) isText = false;
    } else if (code === quote) isText = true;
    else if (code === openList || code === openObject) {
      depth += 1;
      if (depth > maxDepth) throw new ImportFileError("Tệp JSON lồng nhau quá sâu");
    } else if (code === closeList || code === closeObject) depth -= 1;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const [openList, closeList] = [0x5b, 0x5d];
const [openObject, closeObject] = [0x7b, 0x7d];
