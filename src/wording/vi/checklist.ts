import type { Checklist, ListedDocument } from "../../catalog/checklist.ts";
import { canSubmitOnline } from "../../catalog/procedure.ts";
import type { Procedure, ProcedureDocument } from "../../catalog/schema.ts";
import { feeSentences, labelled, sentence, timeSentences } from "./figures.ts";

/** A resident's own list, as messages: papers first, then money, time and place, then what goes wrong. */
export function checklistTexts(checklist: Checklist): string[] {
  return [papers(checklist), practical(checklist), cautions(checklist)];
}

export function feeText({ procedure, feeLines }: Checklist): string {
  return (feeLines ?? feeSentences(procedure.fee)).join(" ");
}

export function timeText({ procedure, timeLines }: Checklist): string {
  return (timeLines ?? timeSentences(procedure.processing_time)).join(" ");
}

export function agencyText({ agency }: Procedure): string {
  return agency === null
    ? "Chưa có thông tin nơi giải quyết, bác hỏi người hướng dẫn."
    : sentence(agency);
}

export function onlineText(procedure: Procedure): string {
  const { submit_online: ways, online_only_note: note } = procedure;
  const listed = ways.join("; ");
  const where = canSubmitOnline(procedure)
    ? `Nộp trên mạng tại: ${listed}`
    : listed || "Chưa có thông tin nộp trên mạng";
  return note ? `${sentence(where)} ${sentence(note)}` : sentence(where);
}

export function legalText({ name, legal_basis: laws }: Procedure): string {
  return laws.length === 0
    ? `Chưa có thông tin căn cứ pháp lý của “${name}”.`
    : [`Căn cứ pháp lý của “${name}”:`, ...laws.map((law) => `• ${law}`)].join("\n");
}

/** "Giấy chứng sinh; Tờ khai …": the papers in one line, for a short answer. */
export function papersInBrief({ documents }: Checklist): string {
  if (documents.length === 0) return "Chưa có thông tin giấy tờ, bác hỏi cán bộ tiếp nhận.";
  return sentence(documents.map(({ document }) => document.name).join("; "));
}

function papers({ procedure, documents, notes }: Checklist): string {
  const always = documents.filter(({ document }) => isAlwaysNeeded(document));
  const sometimes = documents.filter(({ document }) => !isAlwaysNeeded(document));
  return [
    `DANH SÁCH CỦA BÁC: ${procedure.name}`,
    section(
      "Với trường hợp của bác",
      notes.map((note) => `• ${sentence(note)}`),
    ),
    documents.length === 0
      ? "Chưa có thông tin giấy tờ cho việc này. Bác hỏi cán bộ tiếp nhận trước khi đi."
      : "",
    section(
      "Giấy tờ cần có",
      always.map((listed, index) => paper(listed, index + 1)),
    ),
    section(
      "Chỉ mang thêm khi đúng trường hợp",
      sometimes.map((listed, index) => paper(listed, always.length + index + 1)),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A paper whose `when` was answered is needed for certain; one with a bare condition is not. */
function isAlwaysNeeded({ when, condition }: ProcedureDocument): boolean {
  return when !== undefined || condition === null;
}

function paper({ document, issuer }: ListedDocument, number: number): string {
  const { name, form, note } = document;
  return [
    `${number}. ${name}`,
    conditionLine(document),
    form === null ? "" : `   ${labelled("Mẫu", form)}`,
    issuer === null ? "" : `   Xin ở: ${issuer}`,
    note === null ? "" : `   Lưu ý: ${lower(note)}`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** An answered `when` has settled its condition, unless that holds a further "khi" or "nếu". */
function conditionLine({ condition, when }: ProcedureDocument): string {
  if (condition === null) return "";
  if (when === undefined) return `   Chỉ khi ${bareCondition(condition)}`;
  return /;|\b(khi|nếu)\b/u.test(condition) ? `   Áp dụng: ${lower(condition)}` : "";
}

/** Records write "Chỉ khi …", "Khi …" or the bare case. */
function bareCondition(condition: string): string {
  return lower(condition.replace(/^(chỉ khi|khi|nếu) /i, ""));
}

function practical(checklist: Checklist): string {
  const { procedure } = checklist;
  return [
    `Ai làm được: ${procedure.who === null ? "chưa có thông tin." : sentence(lower(procedure.who))}`,
    labelled("Lệ phí", feeText(checklist)),
    `Bao lâu xong: ${timeText(checklist)}`,
    `Nơi giải quyết: ${agencyText(procedure)}`,
    onlineText(procedure),
    procedure.result === null ? "" : `Bác nhận được: ${sentence(lower(procedure.result))}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function cautions({ procedure, terms, stale }: Checklist): string {
  return [
    section(
      "Hay bị trả lại vì",
      procedure.common_mistakes.map((mistake) => `• ${sentence(mistake)}`),
    ),
    section(
      "Giải nghĩa",
      terms.map(({ term, everyday }) => `• ${upper(term)}: ${sentence(everyday)}`),
    ),
    checkedText(procedure.checked, stale),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function checkedText(checked: string | null, stale: boolean): string {
  if (checked === null) {
    return "Cháu chưa rõ thông tin này được kiểm tra khi nào. Bác hỏi lại trước khi đi nhé.";
  }
  const parts = checked.split("-").map(Number).reverse();
  const date = `${["năm", "tháng", "ngày"][parts.length - 1]} ${parts.join("/")}`;
  return stale
    ? `Thông tin kiểm tra từ ${date}, đã hơn một năm. Bác hỏi lại trước khi đi nhé.`
    : `Thông tin được kiểm tra ${date}.`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines].join("\n");
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Goes on inside a sentence: only an ordinary first word loses its capital, never a name or "CT01". */
function lower(text: string): string {
  const [first = "", second = ""] = text;
  return second === second.toLowerCase() ? first.toLowerCase() + text.slice(1) : text;
}
