import { closeReasonNames } from "../../../notify/inbox/conversation.ts";
import { more, nameReferences, plain, type Sentences } from "./sentence.ts";

/** Conversations of residents who wait for a person, and requests about their data. */
export const conversationSentences: Sentences = {
  "task.list": plain("xem"),
  "task.read": plain("đọc"),
  "task.take": plain("nhận"),
  "task.give-back": ({ who, it }) => `${who} trả lại ${it} cho người khác nhận`,
  "task.hand-on": ({ who, it, detail, name }) => {
    const whom = detail === "administrators" ? "quản trị" : nameReferences(detail, name);
    return `${who} chuyển ${it}${whom === "" ? "" : ` cho ${whom}`}`;
  },
  "task.hand-back": ({ who, it }) => `${who} giao ${it} lại cho trợ lý tự động`,
  "task.reply": plain("trả lời trong"),
  "task.send": ({ who, it, detail, name }) => {
    const [kind = "", id] = detail.split(" ");
    if (kind === "checklist") {
      return `${who} gửi danh sách giấy tờ của ${name(`procedure ${id}`)} trong ${it}`;
    }
    const sent = kind === "point" ? `thông tin ${name(detail)}` : "một đường dẫn";
    return `${who} gửi ${sent} trong ${it}`;
  },
  "task.note": plain("ghi chú riêng trong"),
  "task.contact": ({ who, it, detail }) =>
    `${who} xem ${detail === "email" ? "địa chỉ thư" : "số điện thoại"} mà người dân để lại trong ${it}`,
  "task.close": ({ who, it, detail }) =>
    more(`${who} kết thúc ${it}`, closeReasons[detail] ?? detail),
  "canned.add": plain("thêm"),
  "canned.change": plain("sửa"),
  "canned.remove": plain("bỏ"),
};

const closeReasons: Readonly<Record<string, string>> = closeReasonNames;
