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
  toChat: "Hỏi cháu ngay",
  toProcedures: "Xem danh sách thủ tục",

  errors: {
    notFound: {
      title: "Cháu không tìm thấy trang này",
      text: "Địa chỉ có thể gõ nhầm, hoặc trang đã đổi chỗ. Bác tìm lại trong danh sách thủ tục, hoặc hỏi cháu.",
    },
    unclear: {
      title: "Cháu chưa đọc được địa chỉ này",
      text: "Bác mở lại từ danh sách thủ tục, hoặc nhắn cho cháu việc bác cần.",
    },
    tooMany: {
      title: "Bác chờ một phút nhé",
      text: "Có nhiều người đang xem cùng lúc. Một phút nữa bác mở lại trang này giúp cháu.",
    },
    busy: {
      title: "Cháu đang bận một chút",
      text: "Trang này tạm chưa mở được. Bác thử lại sau ít phút giúp cháu.",
    },
    longQuery: {
      title: "Câu tìm dài quá",
      text: "Bác viết vài chữ thôi, ví dụ: làm giấy khai sinh. Câu dài thì bác nhắn cho cháu.",
    },
  },
};

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
