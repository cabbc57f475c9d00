import type { ListedPaper, ListedWay } from "../listed/listed-procedure.ts";

/**
 * Splits the flat text of a saved portal page, in which headings, cells and rows run together
 * ("Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến3 Ngày làm việcMiễn phí…"). What is not recognised stays as text; only
 * the headings of tables and the page's own frame are left out.
 */

const channels = [
  "Trực tiếp",
  "Trực tuyến",
  "Qua dịch vụ bưu chính công ích",
  "Dịch vụ bưu chính",
  "Bưu chính",
].join("|");
const waysHeading =
  /^(?:Hình thức nộp\s*)?(?:Thời hạn giải quyết|Thời gian giải quyết|Thời gian)\s*(?:Phí, lệ phí\s*)?(?:Mô tả\s*)?/;
const unit = "(?:[Nn]gày làm việc|[Nn]gày|[Gg]iờ làm việc|[Gg]iờ|[Tt]uần|[Tt]háng|[Nn]ăm|[Pp]hút)";
const timeLabel = "(?:Thời hạn giải quyết|Thời gian giải quyết|Thời hạn|Thời gian)";
const feeLabel = "(?:Phí, lệ phí|Lệ phí|Phí)";
const noFee = "(?:Miễn phí|Không thu phí)";
/** A channel opens a row if a cell of the row follows, and not the rest of a sentence. */
const rowOpening = new RegExp(
  `(?:Hình thức nộp\\s?:?\\s?)?(${channels})(?=\\s?:?\\s?(?:\\d|${timeLabel}|${feeLabel}|Mô tả|${noFee}|Không quy định|$))`,
  "g",
);
/** Some pages give a number without its unit; then only a fee in words can be separated from it. */
const timeCell = new RegExp(
  `^\\s?:?\\s?(?:${timeLabel}\\s?:?\\s?)?(\\d{1,4}(?:[.,]\\d{1,2})?\\s?${unit}|\\d{1,4}(?=\\s?(?:${noFee}|$))|Không quy định)`,
);
const labelledFee = new RegExp(`^\\s*${feeLabel}\\s*:?\\s*`);
/** An amount of money, or that there is none. */
const fee =
  /^\s*(Miễn phí|Không thu phí|\d[\d.,]*\s*(?:Việt Nam Đồng|Đồng|đồng|VNĐ|VND|USD|Đô la Mỹ)(?:\/\p{L}+(?: \p{Ll}+){0,2})?)/u;
const noteLabel = /^\s*Mô tả\s*:?\s*/;

/** Splits "cách thức thực hiện" into its rows; text before the first row becomes a way of its own. */
export function splitWays(text: string): ListedWay[] {
  const body = text.replace(waysHeading, "");
  const openings = [...body.matchAll(rowOpening)];
  const first = openings[0]?.index ?? body.length;
  const before = body.slice(0, first).trim();
  const rows = openings.map((opening, at) => {
    const end = openings[at + 1]?.index ?? body.length;
    return splitWay(opening[1] ?? "", body.slice(opening.index + opening[0].length, end));
  });
  return before === "" ? rows : [{ how: null, time: null, fee: null, note: before }, ...rows];
}

function splitWay(how: string, cells: string): ListedWay {
  const time = timeCell.exec(cells);
  const afterTime = time === null ? cells.replace(/^\s*:\s*/, "") : cells.slice(time[0].length);
  const amounts = afterTime.replace(labelledFee, "");
  // Without its unit a time runs into the amount: "1" and "70,000 Việt Nam Đồng" look like 170,000.
  const isApart = time !== null || amounts !== afterTime;
  const amount = isApart ? fee.exec(amounts) : null;
  const [explanation, afterFee] =
    amount === null ? ["", afterTime] : takeBrackets(amounts.slice(amount[0].length));
  return {
    how,
    time: time?.[1]?.trim() ?? null,
    fee: amount === null ? null : `${amount[1]} ${explanation}`.trim(),
    note: afterFee.replace(noteLabel, "").trim() || null,
  };
}

/** Takes a text in brackets from the beginning, with its inner brackets; an open one is left where it is. */
function takeBrackets(text: string): [brackets: string, rest: string] {
  const start = /^\s*\(/.exec(text)?.[0].length;
  if (start === undefined) return ["", text];
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return [text.slice(start - 1, at + 1), text.slice(at + 1)];
  }
  return ["", text];
}

const papersHeading = /Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng/g;
const oneCopy = "(?:\\d{1,3}\\s?bản\\s?(?:chính|sao)|Bản\\s?(?:chính|sao)\\s?:\\s?\\d{1,3})";
/** At most an original and a copy, in either form of writing, twice. */
const copiesCell = new RegExp(`${oneCopy}(?:\\s?,?\\s?${oneCopy}){0,3}`, "giu");
const formFile = /\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar)$/i;
/** Where the cell of the form runs into the name before it. */
const junction = /[\p{Ll})\];:](?=[\p{Lu}\d])/gu;
const maxFormLength = 120;

/** Splits "thành phần hồ sơ" into papers: each ends with how many copies, and each group has its heading before its table. */
export function splitPapers(text: string): ListedPaper[] {
  const parts = text.split(papersHeading);
  if (parts.length === 1) {
    const table = splitTable(text, null);
    return table.rest === "" ? table.papers : [...table.papers, toNote(table.rest)];
  }
  const papers: ListedPaper[] = [];
  let group = toHeading(parts[0] ?? "");
  for (const part of parts.slice(1)) {
    const table = splitTable(part, group);
    papers.push(...table.papers);
    if (table.papers.length === 0 && group !== null) papers.push(toNote(group));
    // Behind the last paper of a table stands the heading of the next one.
    group = toHeading(table.rest);
  }
  if (group !== null) papers.push(toNote(group));
  return papers;
}

/** A heading without a table is what the portal has to say. */
function toNote(heading: string): ListedPaper {
  return { name: heading, form: null, copies: null, group: null };
}

function splitTable(text: string, group: string | null): { papers: ListedPaper[]; rest: string } {
  const papers: ListedPaper[] = [];
  let begin = 0;
  for (const copies of text.matchAll(copiesCell)) {
    const cell = text.slice(begin, copies.index).trim();
    const end = copies.index + copies[0].length;
    // "2 bản chính" inside a sentence names no row.
    if (/^\s*\p{Ll}/u.test(text.slice(end, end + 2)) && /^\s/.test(text.slice(end))) continue;
    if (cell !== "") papers.push({ ...splitForm(cell), copies: tidyCopies(copies[0]), group });
    begin = end;
  }
  const rest = text.slice(begin).trim();
  if (papers.length > 0 || rest === "") return { papers, rest };
  const lines = rest.split("\n").map((line) => line.trim());
  const named = lines.filter((line) => line !== "");
  return { papers: named.map((name) => ({ name, form: null, copies: null, group })), rest: "" };
}

function tidyCopies(text: string): string {
  return text
    .replace(/Bản\s?(chính|sao)\s?:\s?(\d{1,3})/giu, "$2 bản $1")
    .replace(/(chính|sao)\s?,?\s?(?=\d)/giu, "$1, ");
}

/** "…có ý kiến đồng ý;1.Mau-CT01.doc" → the name, and the file of the form. */
function splitForm(cell: string): Pick<ListedPaper, "name" | "form"> {
  if (!formFile.test(cell)) return { name: cell, form: null };
  const from = Math.max(0, cell.length - maxFormLength);
  const found = [...cell.matchAll(junction)].find(({ index }) => index >= from);
  if (found === undefined) return { name: cell, form: null };
  return {
    name: cell.slice(0, found.index + 1).trim(),
    form: cell.slice(found.index + 1).trim(),
  };
}

function toHeading(text: string): string | null {
  const heading = text.replace(/^[-\s]+$/, "").trim();
  return heading === "" ? null : heading;
}

const lawsHeading = /^Tên văn bản pháp lý\s*(?:Mã văn bản|Số văn bản)?\s*/;
const lawKinds = [
  ...[
    "Thông tư",
    "Nghị định",
    "Luật",
    "Bộ luật",
    "Nghị quyết",
    "Quyết định",
    "Pháp lệnh",
    "Văn bản",
  ],
  ...[
    "Chỉ thị",
    "Công văn",
    "Hiến pháp",
    "Hiệp định",
    "Sửa đổi",
    "Quy định",
    "Hướng dẫn",
    "Ban hành",
  ],
].join("|");
/** The number of a law with the next law's name right behind it. */
const lawEnd = new RegExp(
  `((?<!\\d)\\d{1,5}(?:\\.\\d{1,5})?/\\d{4}/[A-ZĐ\\d]{1,12}(?:-[A-ZĐ\\d]{1,12}){0,4})(?=${lawKinds})`,
  "g",
);

/** Splits "căn cứ pháp lý" into laws, each with its number at its end. */
export function splitLaws(text: string): string[] {
  return toLines(text.replace(lawsHeading, "").replace(lawEnd, "$1\n"));
}

const resultEnd = /(Mã\s*:\s*KQ(?:\.[A-Z\d]+)+?\.\d{6})/g;

/** Splits "kết quả xử lý", in which each result ends with its code. */
export function splitResults(text: string): string[] {
  return toLines(cutFrame(text).replace(resultEnd, " ($1)\n"));
}

/** Splits "trình tự thực hiện" into its lines; a step that runs into the one before gets a line of its own. */
export function splitSteps(text: string): string[] {
  return toLines(text.replace(/([^\s-])\s*(?=(?:-\s?)?Bước \d+\s*[:.])/g, "$1\n"));
}

const frameWords = ["Từ khóa", "Chọn cơ quan thực hiện", "Tìm kiếm nhiều nhất"];

/** Cuts the page's own frame from the end of its last section. */
function cutFrame(text: string): string {
  const found = frameWords.map((word) => text.indexOf(word)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...found));
}

function toLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
