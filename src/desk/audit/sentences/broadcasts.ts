import { leadingCount, plain, type Sentences } from "./sentence.ts";

/** Broadcasts, and the addresses at which their makers try them. */
export const broadcastSentences: Sentences = {
  "broadcast.create": plain("soạn"),
  "broadcast.change": plain("sửa"),
  "broadcast.submit": ({ who, it, detail }) =>
    detail === "sending" ? `${who} gửi ${it}` : `${who} trình ${it} để người khác duyệt`,
  "broadcast.approve": plain("duyệt và cho gửi"),
  "broadcast.return": ({ who, it }) => `${who} trả ${it} lại cho người soạn sửa`,
  "broadcast.cancel": plain("hủy"),
  "broadcast.pause": plain("tạm dừng gửi"),
  "broadcast.resume": plain("cho gửi tiếp"),
  "broadcast.retry": ({ who, it }) => `${who} gửi lại ${it} cho những người chưa nhận được`,
  "broadcast.try": plain("gửi thử cho mình"),
  "broadcast.export": ({ who, it, detail }) =>
    `${who} tải sổ gửi của ${it} (${leadingCount(detail) ?? 0} dòng)`,
  "trial-address.add": ({ who }) => `${who} thêm một địa chỉ nhận thử của mình`,
  "trial-address.remove": ({ who }) => `${who} bỏ một địa chỉ nhận thử của mình`,
};
