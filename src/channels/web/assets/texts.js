// The texts of the page itself; the conversation's texts come from the server.
const languages = {
  vi: {
    you: "Bác:",
    service: "Hướng Dẫn:",
    notSent: "Chưa gửi được.",
    again: "Gửi lại",
    myLocation: "Vị trí của tôi",
    locating: "Cháu đang tìm vị trí của bác…",
    locationRefused:
      "Máy chưa cho cháu biết vị trí. Không sao ạ, bác gõ tên phường, xã hoặc địa chỉ gần đó giúp cháu.",
    offline: "Mất kết nối mạng. Cháu đang nối lại, tin nhắn của bác không bị mất đâu ạ.",
    reopening: "Cháu đang mở trang mới…",
  },
  en: {
    you: "You:",
    service: "Hướng Dẫn:",
    notSent: "Not sent yet.",
    again: "Send again",
    myLocation: "My location",
    locating: "Looking for your location…",
    locationRefused:
      "Your device did not tell me where you are. Never mind: write the name of your ward or commune, or an address nearby.",
    offline: "There is no connection. I am trying again; your messages are not lost.",
    reopening: "Opening a new page…",
  },
};

export const texts = languages[document.documentElement.lang] ?? languages.vi;
