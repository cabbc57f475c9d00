import type { PushMessage } from "../../src/channels/push.ts";

export const pushMessage: PushMessage = {
  subject: "Hồ sơ H26-1: Đang xử lý",
  text: "Hồ sơ H26-1: Đang xử lý.\nGhi chú của cơ quan: “Đủ giấy tờ”",
  short: "Ho so H26-1: Dang xu ly.",
  parameters: { ma_ho_so: "H26-1", trang_thai: "Đang xử lý", ghi_chu: "" },
  language: "vi",
  id: "hd-7",
};
