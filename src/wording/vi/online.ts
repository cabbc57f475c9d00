import type { Visit } from "../../catalog/schema.ts";
import { createOnlineLayout } from "../online-layout.ts";

const titles: Record<Visit["online"], string> = {
  submit: "Nộp trên mạng",
  ahead: "Nộp trước trên mạng",
  book: "Đặt lịch trên mạng",
  nothing: "Các bước",
};

const guide = createOnlineLayout({
  canSubmit: "Việc này nộp trên mạng được.",
  canUse: "Việc này làm trên mạng được.",
  nothing: "Việc này không nộp trên mạng được.",
  page: (address) => `Mở trang của việc này: ${address}`,
  searchCode: (portal, code) => `Mở ${portal}, tìm theo mã ${code}`,
  searchName: (portal, name) => `Mở ${portal}, tìm “${name}”`,
  section: (portal) => `Mở ${portal}`,
  signIn: "Đăng nhập bằng VNeID mức 2 (mở VNeID xem được thẻ căn cước là có rồi)",
  fillIn: "Chọn nơi giải quyết, điền tờ khai, gửi ảnh giấy tờ",
  send: "Nộp phí nếu có, bấm nộp, rồi ghi lại mã hồ sơ",
  book: "Chọn nơi đến và ngày giờ hẹn",
  otherWays: (ways) => `Bác cũng làm được qua: ${ways.join("; ")}`,
  ways: (ways) => `Làm qua: ${ways.join("; ")}`,
  steps: "Các bước:",
  unknown: "Cháu chưa có thông tin các bước của việc này. Bác hỏi người hướng dẫn giúp nhé.",
});

/** The words of submitting on the web: one message, then what else the resident may need. */
export const onlineWording = {
  /** Names no way online that the procedure doesn't have. */
  title: (name: string, use: Visit["online"]) => `${titles[use]}: ${name}`,
  /** The button that leads here if somebody must still come. */
  aheadButton: "Nộp trước trên mạng",
  /** The same if a visit can only be booked. */
  bookButton: "Đặt lịch trên mạng",
  guide,
  next: "Bác cần cháu giúp gì thêm không ạ?",
  hasNot: "Chưa có VNeID",
  hasNotFull: "Chưa có tài khoản VNeID mức 2",
  hasNotWords: ["chưa có", "chưa có tài khoản", "không có tài khoản", "không có vneid"],
  point: "Nhờ người nộp giúp",
  pointFull: "Tìm điểm hướng dẫn để nhờ người nộp giúp",
  pointWords: [
    "không biết làm",
    "không biết",
    "khó quá",
    "không làm được",
    "điểm gần nhất",
    "nhờ người",
  ],
  person: "Gặp người",
  personFull: "Gặp người hướng dẫn",
  personWords: ["giúp", "cần giúp", "cần người giúp"],
  done: "Xong rồi",
  doneWords: ["xong", "rồi", "có rồi", "ok", "không cần", "được rồi", "cảm ơn"],
};
