import type { WeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { decapitalize } from "../text.ts";
import { layOutWeek, type WeekPhrases } from "../week-layout.ts";
import { dayNames, formatClock } from "./moments.ts";

const weekPhrases: WeekPhrases = {
  dayNames,
  days: (first, last) => `${first} đến ${last}`,
  midnight: "24 giờ",
  formatClock,
};

/** The words of the page, the poster and the invitation of a chat link. */
export const linkWording = {
  title: "Hỏi giấy tờ, thủ tục tại nhà",
  about: (procedure: string) => `Việc bác cần: ${procedure}`,
  aboutDossier: "Theo dõi hồ sơ bác đã nộp",
  /** Shown with the link in a chat. */
  description: "Hỏi giấy tờ, tiền, thời gian và nơi nộp. Miễn phí, hỏi lúc nào cũng được.",
  choose: "Bác chọn một cách để nhắn tin với cháu:",
  code: "Mã của bác",
  copy: "Chép mã",
  copied: "Đã chép mã",
  zalo: "Zalo",
  openZalo: "Mở Zalo",
  zaloSteps: [
    "Bấm “Chép mã”.",
    "Bấm “Mở Zalo”, rồi bấm “Nhắn tin”.",
    "Dán mã vào khung chat và gửi.",
  ],
  zaloMiniApp: "Bấm “Mở Zalo”. Nếu Zalo hỏi mã, bác nhắn mã này:",
  messenger: "Messenger",
  openMessenger: "Mở Messenger",
  messengerNote: "Không cần mã.",
  web: "Ngay trên trang này",
  openWeb: "Nhắn tin tại đây",
  webNote: "Không cần cài gì thêm.",
  webDossierNote: "Xem được hồ sơ, nhưng trang này không báo tin cho bác được.",
  oneTime: (until: string) =>
    `Đường dẫn này chỉ dùng cho một người, một lần, đến hết ${until}. Cháu sẽ hỏi 4 số cuối của số điện thoại ghi trên hồ sơ.`,
  otherLanguage: "English",

  unknown: {
    title: "Cháu không tìm thấy đường dẫn này",
    text: "Có thể mã gõ nhầm một chữ. Bác xem lại mã trên giấy, hoặc nhắn tin với cháu ngay tại đây cũng được ạ.",
  },
  expired: {
    title: "Đường dẫn này đã hết hạn",
    text: "Bác hỏi lại nơi đã đưa để lấy đường dẫn mới, hoặc nhắn tin với cháu ngay tại đây cũng được ạ.",
  },
  revoked: {
    title: "Đường dẫn này không dùng nữa",
    text: "Nơi đưa đã thay đường dẫn khác. Bác hỏi lại nơi đó, hoặc nhắn tin với cháu ngay tại đây cũng được ạ.",
  },
  used: {
    title: "Đường dẫn này đã có người dùng",
    text: "Đường dẫn chỉ dùng được một lần. Nếu bác là người đã dùng, bác mở lại chỗ đã nhắn tin với cháu. Nếu không, bác hỏi lại nơi đã đưa.",
  },
  refused: {
    title: "Bác chờ một lúc rồi mở lại nhé",
    text: "Từ mạng bác đang dùng có nhiều mã gõ sai. Khoảng 15 phút nữa bác mở lại, hoặc hỏi nơi đã đưa mã.",
  },
  start: "Nhắn tin với Hướng Dẫn",
  call: (phone: string) => `Gọi ${formatPhoneNumber(phone)}`,

  posterTitle: "Cần làm giấy tờ? Hỏi ngay trên điện thoại",
  /** The steps of a sheet for any procedure, or for one. */
  posterSteps: (procedure: string | null) => [
    "Mở camera hoặc Zalo, quét mã này.",
    procedure === null
      ? "Nhắn điều bác cần, ví dụ: “làm giấy khai sinh”."
      : `Trả lời vài câu về việc “${decapitalize(procedure)}”.`,
    "Nhận danh sách giấy tờ và nơi nộp gần nhà.",
  ],
  posterDossierSteps: [
    "Mở camera hoặc Zalo, quét mã này.",
    "Nhắn 4 số cuối của số điện thoại ghi trên hồ sơ.",
    "Xem hồ sơ đến đâu, nhận tin khi có thay đổi.",
  ],
  posterCode: (code: string, account: string | null) =>
    `Hoặc nhắn mã ${code} cho ${account ?? "Hướng Dẫn"} trên Zalo`,
  posterMessenger: (account: string | null) => `Hoặc nhắn ${account ?? "Hướng Dẫn"} trên Messenger`,
  posterPhone: (phone: string) => `Điện thoại: ${formatPhoneNumber(phone)}`,
  notPublic: {
    title: "Chưa in được tờ này",
    text: "Bản cài đặt này chưa có địa chỉ công khai, nên mã QR chỉ mở được trên máy này. Người cài đặt đặt PUBLIC_URL rồi khởi động lại, sau đó in.",
  },
  hours: "Giờ làm việc",
  hoursBlank: "Giờ làm việc: …………………………………",
  free: "Miễn phí. Hỏi lúc nào cũng được.",
  print: "In",
  /** Lines such as "thứ Hai đến thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ". */
  week: (week: WeeklyHours) => layOutWeek(week, weekPhrases),

  /** Ready to be pasted into a chat. `typed` is the last line; null: Zalo is off. */
  invitation: (point: string, procedure: string | null, url: string, typed: string | null) => {
    const need =
      procedure === null ? "Bác cần hỏi giấy tờ, thủ tục" : `Để chuẩn bị “${procedure}”, bác`;
    const link = `Chào bác, đây là ${point}. ${need} mở đường dẫn này: ${url}`;
    return typed === null ? link : `${link}\n${typed}.`;
  },
  dossierInvitation: (point: string, url: string, until: string) =>
    `Chào bác, đây là ${point}. Bác theo dõi hồ sơ đã nộp tại đây: ${url}\nĐường dẫn chỉ dùng cho bác, một lần, đến hết ${until}. Bác đừng gửi cho người khác nhé.`,
};
