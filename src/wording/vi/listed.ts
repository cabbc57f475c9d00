import { createListedWording, type ListedPhrases } from "../listed-layout.ts";
import { numberWording } from "./numbers.ts";
import { moreOfList, summaryLabels } from "./summary.ts";

const listedPhrases: ListedPhrases = {
  summary: {
    labels: summaryLabels,
    unknownPapers: "Cổng chưa ghi giấy tờ, bác hỏi trước khi đi",
    more: moreOfList,
    from: (day) => `Theo Cổng dịch vụ công ngày ${formatDate(day)}, bác hỏi lại trước khi đi.`,
    numberFor: numberWording.lineFor,
  },
  title: (name) => `VIỆC CỦA BÁC: ${name}`,
  code: (code) => `Mã thủ tục: ${code}`,
  papers: "Giấy tờ cần có",
  unknownPapers:
    "Cổng chưa có thông tin giấy tờ của việc này. Bác hỏi cán bộ tiếp nhận trước khi đi.",
  morePapers: (count) => `Cổng còn ghi ${count} dòng nữa, bác xem thêm trên trang của Cổng.`,
  ways: "Cách nộp",
  how: {
    in_person: "Đến nộp tại chỗ",
    online: "Nộp trên mạng",
    post: "Gửi bưu điện",
    unknown: "Cổng ghi",
  },
  time: (time) => `xong trong ${time}`,
  duration: (time) => time,
  timeWithoutUnit: (number) => `thời hạn ghi “${number}”, không rõ là ngày hay giờ`,
  fee: (fee) => `lệ phí ${fee}`,
  free: "miễn phí",
  money: (amount) => `${amount.replaceAll(",", ".")} đồng`,
  unknownTime: "Chưa có thông tin bao lâu xong.",
  unknownFee: "Chưa có thông tin lệ phí.",
  where: (place) => `Nơi nhận: ${place}`,
  unknownWhere: "chưa có thông tin, bác hỏi ở phường, xã.",
  who: (who) => `Ai làm được: ${who}`,
  unknownWho: "Chưa có thông tin ai làm được việc này.",
  conditions: "Điều kiện",
  result: (result) => `Bác nhận được: ${result}`,
  steps: "Các bước",
  unknownSteps: "Chưa có thông tin các bước của việc này.",
  decision: (number, date) =>
    [
      "Công bố theo Quyết định",
      number === "" ? "" : ` số ${number}`,
      date === "" ? "" : ` ngày ${formatDate(date)}`,
      ".",
    ].join(""),
  unknownDecision: "Cổng không ghi số quyết định công bố.",
  source: (day) =>
    `Cháu chưa có hướng dẫn riêng cho việc này. Thông tin trên lấy từ Cổng dịch vụ công ngày ${formatDate(day)}. Bác hỏi lại nơi nhận trước khi đi nhé.`,
  page: (url) => `Trang của Cổng: ${url}`,
};

/** "2026-02-01" → "01/02/2026". */
function formatDate(day: string): string {
  return day.split("-").reverse().join("/");
}

/** The answer about a procedure that was imported and has no guide. */
export const listedWording = createListedWording(listedPhrases);
