import { type ChecklistPhrases, createChecklistWording } from "../checklist-layout.ts";

export const checklistPhrases: ChecklistPhrases = {
  fee: {
    unknown: "Chưa có thông tin lệ phí, bác hỏi cán bộ tiếp nhận.",
    unknownAmount: "Chưa có thông tin mức cụ thể.",
    free: "Không mất lệ phí.",
    inPersonAndOnline: (inPerson, online) =>
      `Nộp trực tiếp: ${inPerson}. Nộp trên mạng: ${online}.`,
    money: (vnd) => `${vnd.toLocaleString("vi")} đ`,
    noInformation: "chưa có thông tin",
    nothing: "không mất tiền",
  },
  time: {
    unknown: "Chưa có thông tin thời hạn, bác hỏi cán bộ tiếp nhận.",
    sameDay: "Xong trong ngày.",
    days: "ngày",
  },
  unknownAgency: "Chưa có thông tin nơi giải quyết, bác hỏi người hướng dẫn.",
  submitOnlineAt: (ways) => `Nộp trên mạng tại: ${ways}`,
  unknownOnline: "Chưa có thông tin nộp trên mạng",
  legalTitle: (procedure) => `Căn cứ pháp lý của “${procedure}”:`,
  unknownLegal: (procedure) => `Chưa có thông tin căn cứ pháp lý của “${procedure}”.`,
  unknownPapersInBrief: "Chưa có thông tin giấy tờ, bác hỏi cán bộ tiếp nhận.",

  title: (procedure) => `DANH SÁCH CỦA BÁC: ${procedure}`,
  inYourCase: "Với trường hợp của bác",
  unknownPapers: "Chưa có thông tin giấy tờ cho việc này. Bác hỏi cán bộ tiếp nhận trước khi đi.",
  alwaysNeeded: "Giấy tờ cần có",
  sometimesNeeded: "Chỉ mang thêm khi đúng trường hợp",
  form: "Mẫu",
  issuer: "Xin ở",
  note: "Lưu ý",
  onlyIf: (condition) => `Chỉ khi ${condition}`,
  appliesTo: (condition) => `Áp dụng: ${condition}`,
  conditionOpening: /^(chỉ khi|khi|nếu) /i,
  furtherCondition: /;|\b(khi|nếu)\b/u,

  who: "Ai làm được",
  unknownWho: "chưa có thông tin.",
  feeLabel: "Lệ phí",
  duration: "Bao lâu xong",
  agency: "Nơi giải quyết",
  result: "Bác nhận được",
  commonMistakes: "Hay bị trả lại vì",
  glossary: "Giải nghĩa",
  neverChecked: "Cháu chưa rõ thông tin này được kiểm tra khi nào. Bác hỏi lại trước khi đi nhé.",
  checked: (date, isStale) => {
    const when = `${["năm", "tháng", "ngày"][date.length - 1]} ${date.join("/")}`;
    return isStale
      ? `Thông tin kiểm tra từ ${when}, đã hơn một năm. Bác hỏi lại trước khi đi nhé.`
      : `Thông tin được kiểm tra ${when}.`;
  },
};

/** The facts of a procedure, as a resident needs them. */
export const checklistWording = createChecklistWording(checklistPhrases);
