/** What stands on Messenger around the conversation: the greeting before it, the menu beside it. */
export const messengerWording = {
  /** At most 160 characters. */
  greeting:
    "Chào bác! Hướng Dẫn trả lời tự động: làm giấy tờ cần những gì, nộp ở đâu, chỗ nào gần nhà đang mở cửa. Bác bấm “Bắt đầu” nhé.",
  menu: { title: "Các việc làm giấy tờ", says: "menu" },
  nearest: { title: "Điểm hướng dẫn gần nhất", says: "điểm gần nhất" },
  person: { title: "Gặp người", says: "gặp người" },
  /** On a card that carries an answer's whole wording. */
  pick: (number: number | null) => (number === null ? "Chọn" : `Chọn số ${number}`),
} as const;
