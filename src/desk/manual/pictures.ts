/** A picture of a page, which `npm run manual:pictures` takes from the running desk; a width of 420 px is a phone's. */
export interface ManualPicture {
  /** For those who do not see it. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** Every picture of the manual: `pictures/NAME.webp`. */
export const manualPictures = {
  home: {
    alt: "Trang đầu của cộng tác viên: những việc đang chờ, rồi thẻ của điểm với các nút nghỉ, người trực và nút Tạo mã QR.",
    width: 420,
    height: 940,
  },
  "first-day": {
    alt: "Trang đầu của quản trị: danh sách Để bắt đầu, và ô thử một câu.",
    width: 420,
    height: 540,
  },
  talk: {
    alt: "Một cuộc trò chuyện đã nhận: tin của hai bên, ô Trả lời người dân, nút Gửi và các nút gửi nhanh.",
    width: 420,
    height: 720,
  },
  point: {
    alt: "Trang của điểm: hôm nay đang mở, các nút nghỉ, dòng Dân đang đọc và nút trực.",
    width: 420,
    height: 760,
  },
  dossier: {
    alt: "Xem trước một cập nhật: ai sẽ được báo, và câu chữ người dân sẽ đọc.",
    width: 420,
    height: 760,
  },
  import: {
    alt: "Xem trước một tệp: số dòng mới và dòng lỗi, và bảng hỏi nghĩa của từ chưa rõ.",
    width: 560,
    height: 640,
  },
  broadcast: {
    alt: "Xem trước tin chung: câu chữ trên Zalo, và dự tính bao nhiêu người nhận.",
    width: 420,
    height: 760,
  },
  invited: {
    alt: "Đường dẫn mời vừa tạo: mã QR, nút Chép đường dẫn và nút Chép lời nhắn.",
    width: 420,
    height: 760,
  },
} as const satisfies Readonly<Record<string, ManualPicture>>;

export type PictureName = keyof typeof manualPictures;
