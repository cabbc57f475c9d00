// What the page itself says; the conversation's words come from the server.
export const texts = {
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
};
