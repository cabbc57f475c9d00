/** Submitting on the web, one step a message. */
export const onlineWording = {
  title: (name: string, online: boolean) => `${online ? "Nộp trên mạng" : "Các bước"}: ${name}`,
  account:
    "Nộp trên mạng cần tài khoản VNeID mức 2 (tài khoản do công an xác nhận). Bác đã có chưa ạ?",
  has: "Có rồi",
  hasNot: "Chưa có",
  unsure: "Cháu xem giúp",
  unsureFull: "Bác chưa rõ, xem giúp bác",
  unsureWords: ["không rõ", "không biết", "chưa rõ", "chưa biết"],
  howToTell:
    "Bác mở ứng dụng VNeID trên điện thoại. Nếu xem được thẻ căn cước trong đó thì bác đã có mức 2.",
  step: (number: number, count: number, text: string) => `Bước ${number}/${count}: ${text}`,
  done: "Xong, bước tiếp",
  doneWords: ["xong", "xong rồi", "tiếp", "tiếp theo", "rồi", "ok"],
  help: "Cần người giúp",
  helpWords: ["không biết làm", "khó quá", "giúp", "cần giúp", "không làm được"],
  finished: "Thế là xong các bước. Bác chụp lại hoặc ghi lại mã hồ sơ để sau này hỏi kết quả nhé.",
  finishedAccount: "Thế là xong các bước rồi ạ.",
  unknown: "Cháu chưa có thông tin các bước của việc này. Bác hỏi người hướng dẫn giúp nhé.",
};
