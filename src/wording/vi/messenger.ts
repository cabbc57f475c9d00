/** What stands on Messenger around the conversation: the greeting before it, the menu beside it. */
export const messengerWording = {
  /** At most 160 characters. */
  greeting:
    "Chào bác! Hướng Dẫn trả lời tự động: làm giấy tờ cần những gì, nộp ở đâu, chỗ nào gần nhà đang mở cửa. Bác bấm “Bắt đầu” nhé.",
  /** Titles of at most 30 characters. */
  menu: "Các việc làm giấy tờ",
  nearest: "Điểm hướng dẫn gần nhất",
  person: "Gặp người",
  /** On a card that carries an answer's whole wording. */
  pick: (number: number | null) => (number === null ? "Chọn" : `Chọn số ${number}`),
};
