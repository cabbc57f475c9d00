import { createChecklistSections } from "../checklist-sections.ts";
import { checklistPhrases, checklistWording } from "./checklist.ts";

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().map(dropZero).join("/");
const dropZero = (part: string) => part.replace(/^0/, "");

/** The words of every public page: the frame around it, and what is said when it is refused. */
export const pageWording = {
  skip: "Sang phần chính",
  sections: "Các trang",
  chat: "Hỏi cháu",
  procedures: "Thủ tục",
  points: "Điểm hướng dẫn",
  privacy: "Cháu giữ thông tin gì của bác",
  otherLanguage: "English",
  notOfficial:
    "Thông tin lấy từ văn bản công khai, có ghi ngày. Khi khác nhau, bác theo lời cán bộ tiếp nhận.",

  /** What stands in the address is quoted, shortened. */
  unknownQuestion: (question: string) => ({
    title: "Địa chỉ này có câu hỏi lạ",
    text: `Việc này không có câu hỏi “${question}”. Bác mở lại trang rồi chọn trong các câu có sẵn.`,
  }),
  unknownAnswer: (question: string, answer: string) => ({
    title: "Địa chỉ này có câu trả lời lạ",
    text: `Câu hỏi “${question}” không có câu trả lời “${answer}”. Bác mở lại trang rồi chọn trong các câu có sẵn.`,
  }),

  longQuery: {
    title: "Câu tìm dài quá",
    text: "Bác viết vài chữ thôi, ví dụ: làm giấy khai sinh. Câu dài thì bác nhắn cho cháu.",
  },
};

/** The words of a procedure's page, and of a list that a resident keeps. */
export const procedurePageWording = {
  description: (name: string) => `${name}: giấy tờ cần mang, số tiền, bao lâu xong, nộp ở đâu.`,
  ownTitle: (name: string) => `Danh sách của bác: ${name}`,
  official: "Tên trong văn bản",
  code: (code: string) => `Mã thủ tục: ${code}`,
  dayOf: (day: string) => `Theo quy định ngày ${formatDay(day)}.`,
  yourAnswers: "Bác đã trả lời",
  changeAnswers: "Sửa câu trả lời",
  askTitle: "Trả lời vài câu để lọc đúng giấy tờ của bác",
  askNote: "Không hỏi tên, không hỏi số căn cước.",
  province: "Tỉnh, thành phố nơi bác làm giấy tờ",
  anyProvince: "Chưa chọn",
  showMine: "Xem danh sách của tôi",
  papers: "Giấy tờ",
  facts: "Tiền, thời gian, nơi nộp",
  where: "Nơi bác đến",
  whereBlank: "Địa chỉ, giờ làm việc:",
  steps: "Làm từng bước",
  laws: "Căn cứ theo luật",
  lawFrom: (day: string) => `có hiệu lực từ ${formatDay(day)}`,
  lawUntil: (day: string) => `đến hết ${formatDay(day)}`,
  sources: "Thông tin lấy từ đâu",
  unknownLaws: "Cháu chưa có tên văn bản của việc này.",
  next: "Việc thường làm tiếp",
  goTo: (name: string) => `Sang: ${name}`,
  print: "In",
  printHint: "Để in: bấm Ctrl và P, hoặc chọn In trong trình duyệt.",
  size: (size: string) => `Khổ ${size}`,
  share: "Gửi cho con cháu",
  shareText: (name: string) => `Giấy tờ cần mang: ${name}`,
  copied: "Đã chép đường dẫn, bác dán vào Zalo nhé.",
  cannotCopy: "Bác chép đường dẫn này rồi dán vào Zalo:",
  askInChat: "Hỏi tiếp trong chat",
  qr: "Mã QR để mở trên điện thoại khác",
  qrNote: "Quét mã này bằng điện thoại để xem lại ở nhà.",
  listedNote: "Cháu chỉ có lời của Cổng Dịch vụ công về việc này.",
};

/** The words of a list that is kept for 30 days: in the chat and on its page. */
export const keptListWording = {
  option: "Giữ, in danh sách",
  optionWords: [
    "giữ lại",
    "lưu lại",
    "in ra",
    "in giấy",
    "gửi cho con",
    "gửi đường dẫn",
    "lấy đường dẫn",
  ],
  kept: (address: string) =>
    `Danh sách của bác ở đây, giữ 30 ngày: ${address}\nTrong đó không có tên, không có số của bác. Bác mở ra rồi bấm In, hoặc gửi cho con cháu.\nỞ điểm hướng dẫn, bác đưa trang này cho cán bộ in giúp.`,
  until: (day: string) =>
    `Cháu giữ danh sách này đến hết ${day}. Trang không có tên, không có số của bác.`,

  unknown: {
    title: "Cháu không tìm thấy danh sách này",
    text: "Danh sách chỉ giữ 30 ngày rồi xóa. Hoặc mã gõ nhầm một chữ. Bác hỏi lại cháu là có danh sách mới.",
  },
  expired: {
    title: "Danh sách này đã quá 30 ngày",
    text: "Giấy tờ, số tiền có thể đã đổi. Bác hỏi lại cháu vài câu là có danh sách mới.",
  },
  gone: {
    title: "Việc này nay không còn",
    text: "Thủ tục trong danh sách đã bỏ hoặc đổi tên. Bác tìm việc mới trong danh sách thủ tục, hoặc hỏi cháu.",
  },
  refused: {
    title: "Bác chờ một lúc rồi mở lại nhé",
    text: "Từ mạng bác đang dùng có nhiều mã gõ sai. Khoảng 15 phút nữa bác mở lại giúp cháu.",
  },
};

/** The words of the checklist that only its page needs. */
export const layOutChecklist = createChecklistSections(checklistPhrases, checklistWording, {
  openPapers: "Thêm tùy trường hợp của bác",
  online: "Nộp trên mạng",
});

/** The words of the list of procedures. */
export const procedureListWording = {
  title: "Danh sách thủ tục",
  description: (count: number) =>
    `${count} việc giấy tờ ở phường, xã: cần mang gì, mất bao nhiêu tiền, bao lâu xong, nộp ở đâu.`,
  searchLabel: "Bác cần làm giấy tờ gì?",
  search: "Tìm",
  results: (query: string, count: number) => `${count} việc hợp với “${query}”`,
  nothing: (query: string) => `Cháu chưa thấy việc nào hợp với “${query}”.`,
  nothingNext: "Bác thử ít chữ hơn, xem theo nhóm ở dưới, hoặc nhắn cho cháu.",
  byEvent: "Xem theo việc trong nhà",
  others: "Việc khác",
  imported: (count: number) => `Thủ tục khác trên Cổng Dịch vụ công (${count})`,
  importedTitle: "Thủ tục khác trên Cổng Dịch vụ công",
  importedNote: "Những việc này cháu chỉ có lời của Cổng Dịch vụ công, chưa có câu hỏi riêng.",
  pages: "Các trang danh sách",
  page: (number: number, last: number) => `Trang ${number} trên ${last}`,
  previous: "Trang trước",
  next: "Trang sau",
  all: "Xem tất cả",
};
