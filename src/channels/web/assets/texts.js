// The texts of the page itself; the conversation's texts come from the server.
const languages = {
  vi: {
    you: "Bác:",
    service: "Hướng Dẫn:",
    notSent: "Chưa gửi được.",
    again: "Gửi lại",
    waits: "Chưa gửi được, cháu sẽ tự gửi lại.",
    sendsAgainIn: (seconds) => `Cháu tự gửi lại sau ${seconds} giây, bác không cần bấm gì.`,
    listen: "Nghe tin này",
    stop: "Dừng đọc",
    whoListens:
      "Hãng làm ra trình duyệt sẽ nghe tiếng bác để đổi thành chữ; cháu không giữ tiếng nói. Bác bấm lần nữa để nói.",
    listening: "Bác nói đi ạ, cháu đang nghe…",
    checkHeard: "Bác xem chữ trong ô có đúng không rồi bấm Gửi ạ.",
    heardNothing: "Cháu chưa nghe thấy gì, bác bấm rồi nói lại giúp cháu.",
    cannotListen: "Máy chưa cho cháu nghe. Bác gõ giúp cháu nhé.",
    reading: "Cháu đang đọc ảnh…",
    unreadable: "Cháu chưa thấy mã QR trong ảnh. Bác chụp lại cho gần và rõ hơn giúp cháu.",
    foreign: "Mã này không phải của Hướng Dẫn nên cháu không mở.",
    cardRead: "Cháu lấy 6 số cuối trên thẻ và không giữ gì khác. Bác xem lại rồi bấm Gửi ạ.",
    cardNotNeeded:
      "Đây là mã trên thẻ căn cước. Câu này không cần số thẻ, nên cháu không đọc và không gửi gì.",
    codeRead: "Cháu đọc được mã hồ sơ. Bác xem lại rồi bấm Gửi ạ.",
    myLocation: "Vị trí của tôi",
    locating: "Cháu đang tìm vị trí của bác…",
    locationRefused:
      "Máy chưa cho cháu biết vị trí. Không sao ạ, bác gõ tên phường, xã hoặc địa chỉ gần đó giúp cháu.",
    offline: "Mất kết nối mạng. Bác cứ nhắn, có mạng lại là cháu gửi đi.",
    reopening: "Cháu đang mở trang mới…",
  },
  en: {
    you: "You:",
    service: "Hướng Dẫn:",
    notSent: "Not sent yet.",
    again: "Send again",
    waits: "Not sent yet. I will send it by myself.",
    sendsAgainIn: (seconds) =>
      `I will send it again in ${seconds} seconds; you need not do anything.`,
    listen: "Listen to this message",
    stop: "Stop reading",
    whoListens:
      "The maker of your browser will hear your voice and turn it into text; I keep no sound. Press again to speak.",
    listening: "Please speak, I am listening…",
    checkHeard: "Please check the words in the field, then press Send.",
    heardNothing: "I heard nothing. Please press and speak again.",
    cannotListen: "Your device does not let me listen. Please type instead.",
    reading: "Reading the picture…",
    unreadable: "I see no QR code in this picture. Please take it closer and sharper.",
    foreign: "This code is not one of Hướng Dẫn, so I do not open it.",
    cardRead:
      "I took the last 6 digits of the card and keep nothing else. Check them, then press Send.",
    cardNotNeeded:
      "This is the code of an identity card. This question does not need its number, so I sent nothing.",
    codeRead: "I found a dossier code. Please check it, then press Send.",
    myLocation: "My location",
    locating: "Looking for your location…",
    locationRefused:
      "Your device did not tell me where you are. Never mind: write the name of your ward or commune, or an address nearby.",
    offline: "There is no connection. Write on: I will send it when the network is back.",
    reopening: "Opening a new page…",
  },
};

export const texts = languages[document.documentElement.lang] ?? languages.vi;
