import type { PointHours } from "../../catalog/hours/point-hours.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { type DayPhrases, layOutClosures, layOutDays } from "../day-layout.ts";
import { closedTime } from "./closed-times.ts";
import { formatClock, formatDay } from "./moments.ts";
import { doubtfulPhone, formatNumber, nameOwner } from "./numbers.ts";

const dayPhrases: DayPhrases = {
  today: "hôm nay",
  midnight: "nửa đêm",
  noHours: "nghỉ",
  unknownHours: "chưa rõ giờ",
  holiday: (name) => (name === null ? "nghỉ lễ" : `nghỉ lễ (${name})`),
  expectedHoliday: "dự kiến nghỉ Tết, lịch chưa công bố",
  closure: (name) => (name === null ? "điểm nghỉ" : `điểm nghỉ (${name})`),
  closedTime,
  days: (first, last) => `${first} đến ${last}`,
  formatClock,
  formatDay,
};

/** The words of the list of help points, and of a help point's own page. */
export const pointPageWording = {
  title: "Các điểm hướng dẫn",
  description: (count: number) =>
    `${count} nơi giúp làm giấy tờ: địa chỉ, giờ mở cửa, số điện thoại, đường đi.`,
  searchLabel: "Bác ở phường, xã nào?",
  searchHint: "Tên mới hay tên cũ đều được, ví dụ: phường 9 Phú Nhuận.",
  search: "Tìm",
  found: (place: string, count: number) => `${count} nơi hợp với “${place}”`,
  inPlace: (place: string) => `Ở ${place}`,
  near: (place: string) => `Gần ${place}`,
  noneInPlace: (place: string) => `Cháu chưa có điểm nào ở ${place}. Các nơi gần đó:`,
  nothing: (query: string) => `Cháu chưa thấy nơi nào hợp với “${query}”.`,
  nothingNext: "Bác viết tên phường, xã kèm tỉnh, hoặc xem theo tỉnh ở dưới.",
  longQuery: {
    title: "Tên dài quá",
    text: "Bác chỉ viết tên phường, xã và tỉnh thôi ạ.",
  },
  byProvince: "Xem theo tỉnh, thành phố",
  pages: "Các trang danh sách",
  page: (number: number, last: number) => `Trang ${number} trên ${last}`,
  previous: "Trang trước",
  next: "Trang sau",
  all: "Xem các tỉnh, thành phố",

  kinds: {
    help_point: "Điểm hướng dẫn trong khu phố",
    service_centre: "Nơi nhận hồ sơ của phường, xã",
    branch: "Chi nhánh nhận hồ sơ",
    visiting_team: "Đội lưu động",
  },
  status: { open: "Đang mở cửa", closed: "Đang đóng cửa", unknown: "Chưa rõ giờ" },
  unknownHours: (call: NumberToCall | null) =>
    call === null
      ? "Cháu chưa có giờ làm việc của nơi này."
      : `Cháu chưa có giờ làm việc của nơi này. Bác gọi ${nameOwner(call)} hỏi giờ: ${formatNumber(call)}.`,
  pageDescription: (address: string) => `${address}. Giờ mở cửa, số điện thoại, đường đi.`,
  address: "Địa chỉ",
  unknownAddress: "Cháu chưa có địa chỉ chi tiết.",
  hours: "Giờ làm việc",
  everyWeek: "Hằng tuần",
  comingDays: "Mấy ngày tới",
  days: (hours: PointHours, now: Date, count: number) => layOutDays(hours, now, count, dayPhrases),
  closuresAhead: "Ngày nghỉ sắp tới",
  closures: (hours: PointHours, now: Date, count: number) =>
    layOutClosures(hours, now, count, dayPhrases),
  phone: "Điện thoại",
  call: (call: NumberToCall) => `Gọi ${formatNumber(call)}`,
  owner: (call: NumberToCall) =>
    [
      call.of === "point" ? "" : `Nơi này chưa có số riêng. Đây là số của ${nameOwner(call)}.`,
      call.isDoubtful ? doubtfulPhone : "",
    ]
      .filter((part) => part !== "")
      .join(" "),
  unknownPhone: "Cháu chưa có số điện thoại của nơi này.",
  directions: "Chỉ đường",
  services: "Giúp được những việc",
  servicesNote: "Đây là những việc cháu biết. Việc khác, bác hỏi cháu nhé.",
  acceptsPaper: "Nhận cả hồ sơ giấy.",
  equipment: "Ở đó có",
  onDuty: "Người trực",
  sources: "Thông tin lấy từ đâu",
  ownSource: "Tài liệu mà dự án đã đọc và giữ lại",
  checked: (day: string) => `Đọc lại: ${day.split("-").reverse().map(Number).join("/")}.`,
  others: (ward: string) => `Nơi khác ở ${ward}`,
  askHere: "Hỏi cháu ngay",
  print: "In",
  share: "Gửi cho con cháu",
  copied: "Đã chép đường dẫn, bác dán vào Zalo nhé.",
  cannotCopy: "Bác chép đường dẫn này rồi dán vào Zalo:",
  paper: (size: string) => `Khổ ${size}`,
  qr: "Hỏi cháu bằng điện thoại",
  qrNote: "Quét mã này để hỏi giấy tờ, cháu nhớ sẵn nơi này.",
  onWall: "Màn hình treo tường",
  gone: {
    title: "Nơi này không còn hoạt động",
    text: "Bác tìm nơi khác theo tên phường, xã giúp cháu.",
  },
  notFound: {
    title: "Cháu không có điểm này",
    text: "Đường dẫn có thể gõ nhầm. Bác tìm lại theo tên phường, xã giúp cháu.",
  },
};
