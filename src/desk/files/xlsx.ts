import { setImmediate } from "node:timers/promises";
import type { TableFile, TableRow } from "../../catalog/import/table.ts";
import { normalizeInPieces } from "../../catalog/text/normalize.ts";
import { FileError, maxColumns, maxLines, type TableLimits } from "./csv.ts";
import { scanXml, type XmlPiece } from "./xml.ts";
import { openZip } from "./zip.ts";

/** Parsing so many pieces takes some milliseconds; then other requests have their turn. */
const piecesPerTurn = 20_000;
const maxSharedTexts = 500_000;

/** Whether a file is a ZIP archive, as spreadsheets of Excel are. */
export function isXlsx(content: Buffer): boolean {
  return content.subarray(0, 2).toString("latin1") === "PK";
}

/** Reads the first sheet of a spreadsheet of Excel: texts and numbers as they are stored. Rejects with FileError. */
export async function parseXlsx(content: Buffer, limits: TableLimits): Promise<TableFile> {
  const archive = openZip(content);
  const read = async (name: string) => (await archive.read(name))?.toString("utf8") ?? null;
  const sheet = await read(await findFirstSheet(read));
  if (sheet === null) throw new FileError("Đây không phải là tệp Excel");
  const shared = await readSharedTexts((await read("xl/sharedStrings.xml")) ?? "", limits);
  const rows = await readRows(sheet, shared, limits);
  const [header, ...others] = rows;
  if (header === undefined || others.length === 0) {
    throw new FileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
  }
  return { header: header.cells, rows: others };
}

/** The workbook names its sheets in their order, and its relations say in which part each one is. */
async function findFirstSheet(read: (name: string) => Promise<string | null>): Promise<string> {
  const workbook = (await read("xl/workbook.xml")) ?? "";
  const relations = (await read("xl/_rels/workbook.xml.rels")) ?? "";
  const id = attributesOf(workbook, "sheet")[0]?.get("r:id");
  const target = attributesOf(relations, "Relationship")
    .find((each) => each.get("Id") === id)
    ?.get("Target");
  if (target === undefined) return "xl/worksheets/sheet1.xml";
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

function attributesOf(xml: string, name: string): ReadonlyMap<string, string>[] {
  return [...scanXml(xml)].flatMap((piece) =>
    piece.type === "open" && piece.name === name ? [piece.attributes()] : [],
  );
}

async function* inTurns(xml: string): AsyncGenerator<XmlPiece> {
  let count = 0;
  for (const piece of scanXml(xml)) {
    count += 1;
    if (count % piecesPerTurn === 0) await setImmediate();
    yield piece;
  }
}

/** A text may be in several runs; the hints for its pronunciation are left out. */
async function readSharedTexts(xml: string, { maxCellLength }: TableLimits): Promise<string[]> {
  const texts: string[] = [];
  let text = "";
  let [isText, isHint] = [false, false];
  for await (const piece of inTurns(xml)) {
    if (piece.type === "text") {
      if (isText && !isHint && text.length < maxCellLength) text += piece.text;
      continue;
    }
    const isOpen = piece.type === "open";
    if (piece.name === "t") isText = isOpen;
    else if (piece.name === "rPh") isHint = isOpen;
    else if (piece.name === "si" && isOpen) text = "";
    else if (piece.name === "si") {
      texts.push(normalizeInPieces(text, maxCellLength));
      if (texts.length > maxSharedTexts) throw new FileError("Tệp Excel có quá nhiều ô");
    }
  }
  return texts;
}

async function readRows(
  xml: string,
  shared: readonly string[],
  { maxRows, maxCellLength }: TableLimits,
): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let cell = { column: 0, type: "", text: "" };
  let isValue = false;
  for await (const piece of inTurns(xml)) {
    if (piece.type === "text") {
      if (isValue && cell.text.length < maxCellLength) cell.text += piece.text;
      continue;
    }
    const isOpen = piece.type === "open";
    switch (piece.name) {
      case "row":
        if (isOpen) {
          line = Number(piece.attributes().get("r") ?? line + 1);
          cells = [];
          if (!(line <= maxLines))
            throw new FileError(`Tệp có hơn ${maxLines} dòng, kể cả dòng trống`);
        } else if (cells.some((text) => text !== "")) {
          rows.push({ line, cells: Array.from(cells, (text) => text ?? "") });
          if (rows.length > maxRows + 1) {
            throw new FileError(`Tệp có hơn ${maxRows} dòng; bạn chia thành nhiều tệp`);
          }
        }
        break;
      case "c":
        if (isOpen) {
          const attributes = piece.attributes();
          const reference = attributes.get("r");
          const column = reference === undefined ? cells.length : columnOf(reference);
          if (column >= maxColumns) throw new FileError(`Tệp có hơn ${maxColumns} cột`);
          cell = { column, type: attributes.get("t") ?? "n", text: "" };
        } else {
          const text = cell.type === "s" ? (shared[Number(cell.text)] ?? "") : cell.text;
          cells[cell.column] = normalizeInPieces(text, maxCellLength).trim();
        }
        break;
      case "v":
      case "t":
        isValue = isOpen;
    }
  }
  return rows;
}

/** "AB12" → 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
