/** What the service says around every flow. */
export const conversation = {
  welcome:
    "Chào bác! Cháu là Hướng Dẫn, giúp bác biết làm giấy tờ cần những gì, nộp ở đâu và chỗ nào gần nhà đang mở cửa. (English: type “English”.)",
  welcomeAt: (point: string) =>
    `Chào bác! Bác đang ở ${point}. Cháu giúp bác chuẩn bị giấy tờ nhé.`,
  welcomeBack: "Chào bác quay lại! Mình tiếp tục câu đang dở nhé.",
  unknownLink: "Đường dẫn bác mở đã cũ, cháu mời bác chọn lại từ đầu nhé.",
  usedLink:
    "Đường dẫn này chỉ dùng được một lần và đã có người dùng rồi ạ. Bác hỏi lại nơi đã đưa, hoặc nhắn mã hồ sơ ghi trên giấy hẹn cho cháu nhé.",

  notice: (text: string) => `Thông báo: ${text}`,
  resting: "Hôm nay cháu tạm nghỉ trả lời tin nhắn, mong bác thông cảm ạ.",
  restingNowhere:
    "Bác cần gấp thì đến Ủy ban nhân dân phường, xã nơi bác ở, hoặc xem trên https://dichvucong.gov.vn giúp cháu nhé.",

  spoken: "Dạ, từ giờ cháu nói tiếng Việt ạ.",

  more: "Xem thêm",
  fromStart: "Về đầu danh sách",

  thanked: "Dạ, không có gì ạ. Cháu chúc bác làm giấy tờ thuận lợi.",
  agreed: "Dạ vâng ạ.",
  greeted: "Cháu chào bác ạ!",
  parted: "Dạ, cháu chào bác. Khi nào cần, bác cứ nhắn cháu nhé.",
  scolded:
    "Cháu xin lỗi đã làm bác bực mình. Bác nói lại việc cần làm giúp cháu, hoặc nhắn “gặp người” để hỏi người thật.",

  notUnderstood:
    "Cháu chưa hiểu ý bác. Bác bấm vào một nút, hoặc nhắn số của câu trả lời giúp cháu nhé.",
  notUnderstoodTyped: "Cháu chưa hiểu ý bác. Bác nhắn lại giúp cháu nhé.",
  tooLong: "Tin nhắn dài quá nên cháu chỉ đọc được phần đầu.",
  media:
    "Cháu chưa xem được ảnh, chưa nghe được tiếng và chưa mở được tệp. Bác nhắn chữ giúp cháu nhé.",
  olderQuestion: "Câu đó mình đã qua rồi ạ. Bác trả lời câu này giúp cháu nhé.",
  goneOption: "Lựa chọn đó không còn nữa ạ. Bác chọn lại giúp cháu nhé.",

  back: "Mình quay lại câu trước nhé.",
  backAtStart: "Đây là câu đầu tiên rồi ạ.",
  cancelled: (title: string) => `Cháu đã dừng việc “${title}”.`,
  resumed: (title: string) => `Mình tiếp tục việc “${title}” nhé.`,
  nothingToResume: "Bác chưa có việc nào đang làm dở ạ.",

  flowChanged: (title: string) =>
    `Hướng dẫn về “${title}” vừa được cập nhật. Cháu giữ những câu trả lời còn dùng được và hỏi tiếp từ đây nhé.`,
  flowGone: "Việc bác đang làm dở nay không còn trong danh mục. Cháu mời bác chọn lại nhé.",
};
