import type { PointView } from "../../catalog/points/nearest.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { maxShownKm, type VisitView } from "../../catalog/points/points-to-visit.ts";
import type { DecidingResidence } from "../../catalog/procedures/agency.ts";
import {
  describeOpening,
  layOutPoint,
  type PointPhrases,
  type PointQuery,
  type VisitTime,
} from "../point-layout.ts";
import { toSentence } from "../text.ts";
import { formatClock, formatDay, formatMoment } from "./moments.ts";
import { askFirst, doubtfulPhone, formatNumber, nameOwner, warnOfDoubt } from "./numbers.ts";

const phrases: PointPhrases = {
  address: "Địa chỉ",
  unknownAddress: (ward) => `chưa có thông tin${ward === null ? "" : `, thuộc ${ward}`}`,
  onDuty: "Người trực",
  equipment: "Ở đó có",
  acceptsPaper: "Nhận cả hồ sơ giấy.",
  handlesProcedure: "Điểm này có hướng dẫn việc bác hỏi.",
  mayHandleProcedure: (call) =>
    `Chưa có thông tin điểm này nhận thủ tục này, bác ${askFirst(call)}.`,
  phone: "Điện thoại",
  unknownPhone: "Chưa có số điện thoại.",
  wardOffice: "máy bàn Ủy ban nhân dân phường, xã",
  callInstead: (call) =>
    `Điểm này chưa có số riêng. Bác gọi ${nameOwner(call)}: ${formatNumber(call)}.`,
  doubtfulPhone,
  formatNumber,
  directions: "Đường đi",

  unknownHours: (call) => `Chưa có giờ làm việc của điểm này, bác ${askFirst(call)} khi đi.`,
  hoursByRule: (basis) =>
    `Đây là giờ hành chính theo quy định của ${basis === "province" ? "tỉnh" : "phường, xã"}, chưa xác nhận riêng điểm này.`,
  isOpen: (until) => (until === null ? "Đang mở cửa." : `Đang mở cửa, đến ${until}.`),
  isClosed: (opening) => `Đang đóng cửa${opening === null ? "" : `, mở lại ${opening}`}.`,
  today: "Hôm nay",
  expectedHoliday: "dự kiến nghỉ Tết, lịch chưa công bố",
  holiday: (name) => `ngày nghỉ (${name})`,
  closure: (name) => `điểm nghỉ${name === null ? "" : ` (${name})`}`,
  noHours: "không làm việc",
  interval: (from, to) => `${from} đến ${to}`,

  unknownDistance: "Chưa rõ cách bác bao xa.",
  sameWard: "Ở ngay phường, xã bác nhắn.",
  exactDistance: (distance) => `Cách bác ${distance}.`,
  roughDistance: (distance) => `Cách bác khoảng ${distance} (tính theo giữa phường, xã).`,
  underOneKm: "dưới 1 km",
  exactKm: (km) => `${km.toFixed(1).replace(".", ",")} km`,
  roughKm: (km) => `${km.toLocaleString("vi")} km`,

  formatClock,
  formatDay,
  formatMoment,
};

function nameResidence(residence: DecidingResidence): string {
  return residence === "permanent" ? "thường trú" : "cư trú";
}

function advise(call: NumberToCall | null): string {
  return call === null
    ? "Bác hỏi Ủy ban nhân dân phường, xã nơi bác ở trước nhé."
    : `Bác gọi ${nameOwner(call)} hỏi trước nhé: ${warnOfDoubt(call)}.`;
}

/** What the service says while it looks for a help point. */
export const pointWording = {
  where:
    "Bác đang ở đâu ạ? Bác bấm nút gửi vị trí, hoặc nhắn tên phường, xã, ví dụ: “phường Bình Tiên” hay “phường 9 quận Phú Nhuận”.",
  whereTyped:
    "Bác đang ở đâu ạ? Bác nhắn tên phường, xã, ví dụ: “phường Bình Tiên” hay “phường 9 quận Phú Nhuận”.",
  placeUnknown:
    "Cháu chưa tìm ra chỗ đó. Bác nhắn tên phường, xã kèm tỉnh, thành phố giúp cháu, ví dụ: “phường Tân Bình, Hồ Chí Minh”.",
  wardOfProvince: (province: string) =>
    `${province} rộng lắm ạ. Bác nhắn tên phường, xã nơi bác ở giúp cháu nhé.`,
  placeTooCommon:
    "Nhiều nơi có tên như vậy quá. Bác nhắn kèm quận, huyện hoặc tỉnh, thành phố giúp cháu, ví dụ: “phường 9 Phú Nhuận”.",
  which: "Có nhiều nơi tên như vậy. Bác ở nơi nào ạ?",
  whichWard:
    "Khu đó có nhiều phường, xã, cháu mới biết những nơi này. Bác ở nơi nào ạ? Không có nơi của bác thì bác bấm “Nơi khác”.",
  elsewhere: "Nơi khác",
  elsewhereWords: ["khác", "không có", "không phải"],
  sharedSpot: "chỗ bác đã gửi vị trí",
  lastPlaceWords: ["như cũ", "chỗ cũ", "vẫn ở đó", "giống lần trước"],
  lastPlace: "Chỗ lần trước",
  lastPlaceFull: (place: string) => `Vẫn ở ${place}`,
  when: "Bác muốn đi lúc nào ạ?",
  anyTime: "Chưa rõ lúc nào",
  anyTimeWords: ["lúc nào cũng được", "chưa biết", "không rõ", "hôm nào cũng được", "gần nhất"],
  otherDayWords: ["hôm khác", "ngày khác", "bữa khác"],
  title: "Tìm điểm hướng dẫn",
  now: "Bây giờ",
  tonight: "Tối nay",
  tomorrow: "Sáng mai",
  saturday: "Sáng thứ Bảy",
  otherDay: "Ngày khác",
  whichDay: "Bác đi hôm nào ạ? Bác nhắn ngày, ví dụ: “26/11” hay “chiều thứ Năm”.",
  dayUnknown: "Cháu chưa rõ ngày đó. Bác nhắn như “26/11” hay “sáng thứ Bảy” giúp cháu nhé.",
  dayPast: "Ngày đó đã qua rồi ạ. Bác nhắn một ngày sắp tới giúp cháu nhé.",

  none: (call: NumberToCall | null) =>
    `Trong vòng ${maxShownKm} km quanh đó, cháu chưa có điểm hướng dẫn nào trong danh mục. ${advise(call)}`,
  noneOpen: ({ words }: VisitTime, _now: Date, call: NumberToCall | null) =>
    `Trong vòng ${maxShownKm} km quanh đó, cháu chưa biết điểm nào mở ${words}. ${advise(call)} ` +
    "Các điểm dưới đây chưa rõ giờ, hoặc lúc đó đóng cửa:",
  onlyOwnCentre: `Trong vòng ${maxShownKm} km quanh đó, cháu chỉ biết trung tâm của phường, xã bác:`,
  around: (place: string) => `Cháu tìm quanh ${place}.`,
  allFar: (call: NumberToCall | null) => {
    return `Gần bác, cháu chưa có điểm nào trong danh mục, các điểm dưới đây đều xa. ${advise(call)}`;
  },
  byDistance: "Các điểm gần bác nhất, cháu xếp từ gần đến xa:",
  byOpening: ({ words }: VisitTime, _now: Date, isByRule: boolean) =>
    `Cháu tìm điểm mở cửa ${words}. Nơi ${isByRule ? "mở theo giờ cháu biết" : "chắc chắn mở"} cháu để trước, rồi đến nơi chưa rõ giờ, nơi đóng cửa để sau; cùng loại thì gần trước:`,
  residenceDecides: (residence: DecidingResidence) =>
    `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết. Điểm ở nơi khác chỉ giúp bác kê khai.`,
  ownCentreFirst: (residence: DecidingResidence, ward: string) =>
    `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết, nên cháu để trung tâm của ${ward} đầu tiên.`,
  ownCentreUnknown: (residence: DecidingResidence, ward: string, call: NumberToCall | null) => {
    const advice =
      call === null
        ? `Bác hỏi Ủy ban nhân dân ${ward}.`
        : `Bác gọi ${warnOfDoubt(call)} hỏi trước.`;
    return (
      `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết. ` +
      `Cháu chưa biết nơi nhận hồ sơ của ${ward}. ${advice} Các điểm dưới đây chỉ giúp bác kê khai.`
    );
  },
  policeHours: (hours: string, isHoliday: boolean, phone: NumberToCall | null) =>
    [
      `Việc này bác đến công an phường, xã. ${toSentence(hours)}`,
      isHoliday ? "Thứ Bảy bác hỏi là ngày nghỉ lễ." : "",
      phone === null ? "" : `Trực ban công an ${phone.name ?? ""}: ${formatNumber(phone)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  agency: (agency: string) =>
    `Nơi giải quyết việc này: ${toSentence(agency)} Điểm hướng dẫn giúp bác kê khai.`,

  next: "Bác muốn làm gì tiếp ạ?",
  otherTime: "Đổi giờ đi",
  otherTimeWords: ["giờ khác", "ngày khác", "lúc khác", "hôm khác"],
  otherPlace: "Đổi chỗ",
  otherPlaceWords: ["chỗ khác", "nơi khác", "phường khác"],
  backTo: "Quay lại việc cũ",
  backToWords: ["việc cũ", "làm tiếp", "thủ tục cũ"],
  backToFull: (title: string) => `Quay lại: ${title}`,
  menu: "Về menu",

  callOffice: (call: NumberToCall) =>
    `Bác gọi ${nameOwner(call)} để hỏi người thật. Số ${warnOfDoubt(call)}.`,
  point: (view: VisitView, number: number, query: PointQuery) =>
    layOutPoint(view, number, query, phrases),
  open: (view: PointView, now: Date) => describeOpening(view, now, null, phrases),
};
