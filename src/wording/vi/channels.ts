/** The words of the web page around the conversation. */
export const webWording = {
  title: "Hướng Dẫn – trợ lý dịch vụ công",
  tagline: "trợ lý dịch vụ công",
  description: "Hỏi giấy tờ, cách làm thủ tục hành chính và điểm hỗ trợ gần nhất.",
  you: "Bác",
  privacy: "Riêng tư",
  nextPerson: "Xong, người tiếp theo",
  talk: "Cuộc trò chuyện",
  typing: "Hướng Dẫn đang trả lời…",
  chooseAnswer: "Chọn câu trả lời",
  shareMyLocation: "Gửi vị trí của tôi",
  quickCommands: "Lệnh nhanh",
  menu: "Menu",
  menuCommand: "menu",
  back: "Quay lại",
  backCommand: "quay lại",
  person: "Gặp người",
  personCommand: "gặp người",
  shareLocation: "Gửi vị trí",
  askLabel: "Bác cần hỏi gì?",
  askHint: "Bác hỏi gì ạ?",
  send: "Gửi",
  /** The button in the head that changes the language, and the command that does. */
  otherLanguage: { code: "en" as "en" | "vi", name: "English", command: "English" },
  /** Shown to a browser that asks for English, in English. */
  offerEnglish: { ask: "This service speaks English too.", button: "Continue in English" },
  /** The button in the head, by the size that it changes to. */
  textSizes: { 1: "Chữ thường", 2: "Chữ to hơn", 3: "Chữ to nhất" },
  moreWays: "Cách hỏi khác",
  scanCode: "Quét mã QR",
  readNew: "Tự đọc câu trả lời",
  dictate: "Nói thay vì gõ",
  stillHere: "Bác còn ở đây không ạ?",
  /** Before and after the number of seconds that are left. */
  forgetting: {
    before: "Để giữ kín cho bác, cháu sẽ xóa cuộc trò chuyện sau",
    after: "giây nữa.",
  },
  iAmHere: "Tôi còn ở đây",
  kiosk: {
    choose: "Bác bấm vào hình giống việc của bác",
    print: "In ra giấy",
    takeAway: "Bác quét mã này bằng điện thoại để mang danh sách về nhà.",
    code: "Mã QR của danh sách",
  },
  /** A link does these only once its button is pressed. */
  openDossier: {
    ask: "Đường dẫn này mở hồ sơ và chỉ dùng được một lần. Bác bấm nút dưới đây để mở ạ.",
    button: "Mở hồ sơ",
  },
  becomeKiosk: {
    ask: "Bác muốn dùng máy này làm máy chung ở điểm hướng dẫn ạ? Cuộc trò chuyện đang có trên máy sẽ bị xóa.",
    button: "Dùng làm máy chung",
  },
  myLocation: "Vị trí của tôi",
  anOption: "(Một lựa chọn ở trên)",
};

/** What a question on Zalo adds if its options have no buttons, or not all of them. */
export const zaloWording = {
  typeNumber: "Bác nhắn số của câu trả lời giúp cháu nhé.",
  shareLocation:
    "Để gửi vị trí trên Zalo: bác bấm dấu ba chấm (hoặc dấu cộng) cạnh ô nhắn tin, rồi chọn “Vị trí”.",
};

/** The words of Messenger around the conversation: the greeting before it, the menu beside it. */
export const messengerWording = {
  /** At most 160 characters. */
  greeting:
    "Chào bác! Hướng Dẫn trả lời tự động: làm giấy tờ cần những gì, nộp ở đâu, chỗ nào gần nhà đang mở cửa. Bác bấm “Bắt đầu” nhé.",
  /** Titles of at most 30 characters. */
  menu: "Các việc làm giấy tờ",
  nearest: "Điểm hướng dẫn gần nhất",
  person: "Gặp người",
  /** The button of a card that carries an answer's whole wording. */
  pick: (number: number | null) => (number === null ? "Chọn" : `Chọn số ${number}`),
};
