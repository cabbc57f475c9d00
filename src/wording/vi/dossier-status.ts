import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** The names that agencies use: what residents find on their papers and on the portal. */
export const statusNames: Record<DossierStatus, string> = {
  1: "Mới đăng ký",
  2: "Được tiếp nhận",
  3: "Không được tiếp nhận",
  4: "Đang xử lý",
  5: "Yêu cầu bổ sung giấy tờ",
  6: "Yêu cầu nộp tiền",
  7: "Đã rút theo yêu cầu",
  8: "Dừng xử lý",
  9: "Đã xử lý xong",
  10: "Đã trả kết quả",
};

/** What has happened, in everyday words. */
export const happened: Record<DossierStatus, string> = {
  1: "Cơ quan đã nhận được hồ sơ bác nộp trên mạng, chưa kiểm tra.",
  2: "Bộ phận một cửa đã tiếp nhận hồ sơ của bác.",
  3: "Hồ sơ chưa được tiếp nhận.",
  4: "Cán bộ đang giải quyết hồ sơ của bác.",
  5: "Hồ sơ còn thiếu giấy tờ.",
  6: "Bác cần nộp tiền thì hồ sơ mới được giải quyết tiếp.",
  7: "Hồ sơ đã được rút theo yêu cầu của người nộp.",
  8: "Cơ quan đã dừng giải quyết hồ sơ.",
  9: "Hồ sơ đã giải quyết xong, kết quả đang chuyển về nơi trả.",
  10: "Kết quả đã được trả cho người nộp.",
};

/** What the resident does now; `place` is where the dossier was handed in. */
export const nextStep: Record<DossierStatus, (place: string) => string> = {
  1: () => "Bác chờ cơ quan kiểm tra, chưa cần làm gì thêm.",
  2: () => "Bác giữ giấy hẹn và chờ đến ngày hẹn, chưa cần làm gì thêm.",
  3: (place) => `Bác hỏi ${place} lý do và cách làm lại.`,
  4: () => "Bác chờ đến ngày hẹn, chưa cần làm gì thêm.",
  5: (place) =>
    `Bác chuẩn bị giấy tờ còn thiếu rồi nộp tại ${place}, hoặc trên mạng nếu đã nộp trên mạng.`,
  6: (place) =>
    `Bác nộp tại ${place}, hoặc trên Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn theo mã hồ sơ. Số tiền bác hỏi ${place}, cháu chưa có thông tin.`,
  7: (place) => `Nếu không phải bác yêu cầu rút, bác báo ngay cho ${place}.`,
  8: (place) => `Bác hỏi ${place} lý do và việc cần làm tiếp.`,
  9: (place) =>
    `Bác mang giấy hẹn đến ${place} để nhận kết quả, trong giờ làm việc; bác hỏi trước xem kết quả đã về chưa.`,
  10: () => "",
};
