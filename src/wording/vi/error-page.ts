/** How a page about an error is titled, and what it advises. */
const byKind = {
  unknown: {
    title: "Không có trang này",
    text: "Có thể địa chỉ gõ nhầm một chữ, hoặc trang không còn nữa.",
  },
  limited: {
    title: "Bác chờ một chút nhé",
    text: "Có nhiều lượt mở trang cùng lúc. Bác chờ rồi mở lại giúp cháu ạ.",
  },
  tooLarge: {
    title: "Nội dung gửi lên dài quá",
    text: "Bác gửi ngắn lại, hoặc chọn tệp nhỏ hơn giúp cháu ạ.",
  },
  refused: {
    title: "Trang này không mở được",
    text: "Bác về trang trước rồi bấm lại giúp cháu ạ.",
  },
  unreadable: {
    title: "Cháu không đọc được địa chỉ này",
    text: "Bác xem lại địa chỉ, hoặc về trang trước rồi bấm lại giúp cháu ạ.",
  },
  failed: {
    title: "Máy đang gặp lỗi",
    text: "Lỗi ở phía cháu, không phải do bác. Bác thử lại sau ít phút giúp cháu ạ.",
  },
  busy: {
    title: "Máy đang bận",
    text: "Bác thử lại sau ít phút giúp cháu ạ. Bác không phải làm gì thêm.",
  },
};

/** The words of the pages that stand for an answer that could not be given. */
export const errorPageWording = {
  ...byKind,
  wait: (seconds: number) =>
    seconds < 60 ? `Bác chờ ${seconds} giây.` : `Bác chờ ${Math.ceil(seconds / 60)} phút.`,
  requestId: "Mã lỗi, để báo người phụ trách:",
  toChat: "Hỏi Hướng Dẫn",
  toProcedures: "Xem các thủ tục",
  toPoints: "Tìm điểm hướng dẫn",
  /** In the desk. */
  deskText: "Không đọc được yêu cầu này. Bạn quay lại trang trước rồi làm lại.",
  toDesk: "Về bàn làm việc",
};
