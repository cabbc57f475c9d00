import { addDays } from "../../catalog/local-time.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { type ChecklistPhrases, createChecklistWording } from "../checklist-layout.ts";
import { formatNumber } from "./numbers.ts";
import { summaryPhrases } from "./summary.ts";

/** Units that a fee is always counted in, so that naming them only lengthens the line. */
const isPlainUnit = /^(hồ sơ|lần|việc|trường hợp)$/;

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

/** "ngày 6/1/2026", "tháng 10/2026" or "năm 2026", by the parts that are known, the day first. */
const namePeriod = (parts: readonly number[]) =>
  `${["năm", "tháng", "ngày"][parts.length - 1]} ${parts.join("/")}`;

export const checklistPhrases: ChecklistPhrases = {
  facts: {
    money: (vnd) => `${vnd.toLocaleString("vi")} đ`,
    free: "không mất tiền",
    setByProvince: "mức do tỉnh, thành phố quy định, cháu chưa có số; bác hỏi nơi nộp",
    unknownFigure: "cháu chưa có số, bác hỏi nơi nộp",
    rate: (percent, of) => `${percent.toLocaleString("vi")} % ${of}`,
    per: (unit) => (isPlainUnit.test(unit) ? "" : ` một ${unit.replaceAll("/", " một ")}`),
    sameDay: "xong trong ngày",
    duration: (value, unit) => `${value} ${unit}`,
    days: "ngày",
    channels: {
      any: "",
      in_person: "Nộp tại quầy",
      online: "Nộp trên mạng",
      post: "Gửi qua bưu điện",
    },
    inProvince: (names) => `Ở ${names.join(", ").replace("Hồ Chí Minh", "Thành phố Hồ Chí Minh")}`,
    elsewhere: "Nơi khác",
    lapses: (figure, last, next) =>
      `${figure} đến hết ${formatDay(last)}; từ ${formatDay(addDays(last, 1))} là ${next}`,
    lapsesToUsual: (figure, last) => `${figure} đến hết ${formatDay(last)}, sau đó theo mức thường`,
    lapsesToUnknown: (figure, last) =>
      `${figure} đến hết ${formatDay(last)}, sau đó cháu chưa có mức mới`,
    from: (day) => `Từ ${formatDay(day)}`,
    before: (day, figure) => `trước ${formatDay(day)} là ${figure}`,
    doubtful: (asOf) =>
      asOf.length === 0
        ? "cháu chưa rõ số này của ngày nào, bác hỏi lại cho chắc"
        : `theo thông tin ${namePeriod(asOf)}, bác hỏi lại cho chắc`,
    formula: (formula) => formula,
  },
  unknownFee: "Chưa có thông tin lệ phí, bác hỏi cán bộ tiếp nhận.",
  unknownTime: "Chưa có thông tin thời hạn, bác hỏi cán bộ tiếp nhận.",
  dependsOnCase: "Tùy trường hợp của bác.",
  unknownAgency: "Chưa có thông tin nơi giải quyết, bác hỏi người hướng dẫn.",
  onlineAt: {
    submit: (ways) => `Nộp trên mạng tại: ${ways}`,
    ahead: (ways) => `Nộp trước trên mạng tại: ${ways}`,
    book: (ways) => `Đặt lịch trên mạng tại: ${ways}`,
  },
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
  issuer: (by) => (by.startsWith("Bác ") ? by : `Xin ở: ${by}`),
  note: "Lưu ý",
  onlyIf: (condition) => `Chỉ khi ${condition}`,
  appliesTo: (condition) => `Áp dụng: ${condition}`,
  conditionOpening: /^(chỉ khi|khi|nếu) /i,
  onlyOpening: /^chỉ khi /i,
  furtherCondition: /;|\b(khi|nếu)\b/u,

  who: "Ai làm được",
  unknownWho: "chưa có thông tin.",
  feeLabel: "Lệ phí",
  duration: "Bao lâu xong",
  agency: "Nơi giải quyết",
  result: "Bác nhận được",
  commonMistakes: "Hay bị trả lại vì",
  glossary: "Giải nghĩa",
  neverChecked: (call) => `Cháu chưa rõ thông tin này được kiểm tra khi nào. ${askAgain(call)}`,
  checked: (date, isStale, call) => {
    const when = namePeriod(date);
    return isStale
      ? `Thông tin kiểm tra từ ${when}, đã hơn một năm. ${askAgain(call)}`
      : `Thông tin được kiểm tra ${when}.`;
  },
  amounts: "Số tiền",
  steps: "Các bước",
  clerkSays: "Cán bộ hay dặn",
  originals: {
    show: "Bác mang bản chính cho cán bộ xem, rồi mang về",
    submit: "Bác nộp bản chính",
    copy: "Bác nộp bản sao (bản chụp)",
  },
  formUntil: (day, nextForm) =>
    nextForm === ""
      ? `Dùng đến hết ${formatDay(day)}`
      : `Dùng đến hết ${formatDay(day)}; sau đó dùng ${nextForm}`,
};

function askAgain(call: NumberToCall | null): string {
  return call === null
    ? "Bác hỏi lại trước khi đi nhé."
    : `Bác gọi ${formatNumber(call)} hỏi lại trước khi đi nhé.`;
}

/** The facts of a procedure, as a resident needs them. */
export const checklistWording = createChecklistWording(
  checklistPhrases,
  summaryPhrases(checklistPhrases.facts, checklistPhrases),
);
