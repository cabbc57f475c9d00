import {
  type Checklist,
  isAlwaysNeeded,
  type ListedDocument,
} from "../../catalog/procedures/checklist.ts";
import { canSubmitOnline } from "../../catalog/procedures/procedure.ts";
import type { Procedure, ProcedureDocument } from "../../catalog/schema.ts";
import { joinLines, joinParagraphs, labelled, lower, section, sentence, upper } from "../text.ts";
import { feeSentences, timeSentences } from "./figures.ts";

/** A procedure's facts, as a resident needs them. */
export const checklistWording = {
  texts,
  fee: feeText,
  time: timeText,
  agency: agencyText,
  online: onlineText,
  legal: legalText,
  papersInBrief,
};

/** A resident's own list, as messages: papers first, then money, time and place, then what goes wrong. */
function texts(checklist: Checklist): string[] {
  return [papers(checklist), practical(checklist), cautions(checklist)];
}

function feeText({ procedure, feeLines }: Checklist): string {
  return (feeLines ?? feeSentences(procedure.fee)).join(" ");
}

function timeText({ procedure, timeLines }: Checklist): string {
  return (timeLines ?? timeSentences(procedure.processing_time)).join(" ");
}

function agencyText({ agency }: Procedure): string {
  return agency === null
    ? "Chưa có thông tin nơi giải quyết, bác hỏi người hướng dẫn."
    : sentence(agency);
}

function onlineText(procedure: Procedure): string {
  const { submit_online: ways, online_only_note: note } = procedure;
  const listed = ways.join("; ");
  const where = canSubmitOnline(procedure)
    ? `Nộp trên mạng tại: ${listed}`
    : listed || "Chưa có thông tin nộp trên mạng";
  return note ? `${sentence(where)} ${sentence(note)}` : sentence(where);
}

function legalText({ name, legal_basis: laws }: Procedure): string {
  return laws.length === 0
    ? `Chưa có thông tin căn cứ pháp lý của “${name}”.`
    : [`Căn cứ pháp lý của “${name}”:`, ...laws.map((law) => `• ${law}`)].join("\n");
}

/** "Giấy chứng sinh; Tờ khai …": the papers in one line, for a short answer. */
function papersInBrief({ documents }: Checklist): string {
  if (documents.length === 0) return "Chưa có thông tin giấy tờ, bác hỏi cán bộ tiếp nhận.";
  return sentence(documents.map(({ document }) => document.name).join("; "));
}

function papers({ procedure, documents, notes }: Checklist): string {
  const always = documents.filter(({ document }) => isAlwaysNeeded(document));
  const sometimes = documents.filter(({ document }) => !isAlwaysNeeded(document));
  return joinParagraphs(
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
  );
}

function paper({ document, issuer }: ListedDocument, number: number): string {
  const { name, form, note } = document;
  return joinLines(
    `${number}. ${name}`,
    conditionLine(document),
    form === null ? "" : `   ${labelled("Mẫu", form)}`,
    issuer === null ? "" : `   Xin ở: ${issuer}`,
    note === null ? "" : `   Lưu ý: ${lower(note)}`,
  );
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
  return joinParagraphs(
    `Ai làm được: ${procedure.who === null ? "chưa có thông tin." : sentence(lower(procedure.who))}`,
    labelled("Lệ phí", feeText(checklist)),
    `Bao lâu xong: ${timeText(checklist)}`,
    `Nơi giải quyết: ${agencyText(procedure)}`,
    onlineText(procedure),
    procedure.result === null ? "" : `Bác nhận được: ${sentence(lower(procedure.result))}`,
  );
}

function cautions({ procedure, terms, isStale: stale }: Checklist): string {
  return joinParagraphs(
    section(
      "Hay bị trả lại vì",
      procedure.common_mistakes.map((mistake) => `• ${sentence(mistake)}`),
    ),
    section(
      "Giải nghĩa",
      terms.map(({ term, everyday }) => `• ${upper(term)}: ${sentence(everyday)}`),
    ),
    checkedText(procedure.checked, stale),
  );
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
