/** The words of the screen on the wall of a help point. They are read standing, from three metres away. */
export const wallWording = {
  title: "Màn hình hướng dẫn",
  titleAt: (point: string) => `Màn hình của ${point}`,
  everywhere: "Giấy tờ, thủ tục hành chính",
  mostAsked: "Việc nhiều người hỏi",
  here: "Bác đang ở đây",
  byRule: "Giờ theo quy định chung, chưa xác nhận ở đây.",
  dependsOnCase: "Tùy trường hợp. Bác quét mã để hỏi cháu.",
  ask: "Hỏi bằng điện thoại",
  scan: "Mở camera hoặc Zalo, quét mã này. Miễn phí.",
  pages: "Các trang của màn hình",
  page: (number: number, last: number) => `${number}/${last}`,
  previous: "Trang trước",
  next: "Trang sau",
  pause: "Dừng lại",
  resume: "Chạy tiếp",
  offline: "Đang mất mạng, giờ mở cửa có thể đã đổi.",
};
