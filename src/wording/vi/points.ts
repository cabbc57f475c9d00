import type { PointView } from "../../catalog/points/nearest.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { maxShownKm, type VisitView } from "../../catalog/points/points-to-visit.ts";
import type { DecidingResidence } from "../../catalog/procedures/agency.ts";
import type { CardWords, PointCard } from "../message.ts";
import {
  describeOpening,
  layOutCard,
  type PointPhrases,
  type PointQuery,
  type VisitTime,
  writeCard,
} from "../point-layout.ts";
import { capitalize, toSentence } from "../text.ts";
import { closedTimeOn } from "./closed-times.ts";
import { formatClock, formatDay, formatMoment } from "./moments.ts";
import { doubtfulPhone, formatNumber, nameOwner, warnOfDoubt } from "./numbers.ts";

/** Hours that nobody confirmed for the point itself. */
function ruled(basis: "ward" | "province"): string {
  return `giờ chung của ${basis === "province" ? "tỉnh" : "phường, xã"}, chưa xác nhận`;
}

/** ", mở lại 9 giờ sáng thứ Năm 26/11" */
function again(opening: string | null): string {
  return opening === null ? "" : `, mở lại ${opening}`;
}

const phrases: PointPhrases = {
  address: "Địa chỉ",
  unknownAddress: (ward) => `chưa có thông tin${ward === null ? "" : `, thuộc ${ward}`}`,
  reasons: {
    nearest: "gần bác nhất",
    "open-then": "mở lúc bác đến",
    "opens-next": "mở lại sớm nhất",
    "own-ward": "nơi giải quyết việc của bác",
  },
  handlesProcedure: "có hướng dẫn việc bác hỏi",
  mayHandleProcedure: "chưa rõ có nhận việc bác hỏi không",
  phone: (number) => `Điện thoại: ${number}`,
  unknownPhone: "Chưa có số điện thoại.",
  askFirst: (number) => `Bác gọi ${number} hỏi trước khi đi`,
  wardOffice: "máy bàn Ủy ban nhân dân phường, xã",
  callInstead: (call, mustAsk) =>
    `Chưa có số riêng, bác gọi ${nameOwner(call)}${mustAsk ? " hỏi trước" : ""}: ${formatNumber(call)}`,
  doubtfulPhone,
  formatNumber,
  directions: "Đường đi",

  unknownHours: () => "Chưa có giờ làm việc của điểm này.",
  hoursByRule: (basis) =>
    `Đây là giờ hành chính theo quy định của ${basis === "province" ? "tỉnh" : "phường, xã"}, chưa xác nhận riêng điểm này.`,
  ruled,
  isOpen: (until) => (until === null ? "Đang mở cửa" : `Đang mở cửa, đến ${until}`),
  isClosed: (why, opening) => `Đang đóng cửa${why === null ? "" : `: ${why}`}${again(opening)}`,
  opensOn: (day, hours) => `Mở cửa ${day}: ${hours}`,
  closedThen: (why, opening) =>
    `${why === null ? "Lúc đó đóng cửa" : `Đóng cửa: ${why}`}${again(opening)}`,
  hoursNotKnown: (closure) => `Chưa rõ giờ mở cửa${closure === null ? "" : `; ${closure}`}`,
  today: "hôm nay",
  expectedHoliday: (day) => `${day} dự kiến nghỉ Tết, lịch chưa công bố`,
  holiday: (day, name) => `${day} nghỉ lễ${name === null ? "" : ` (${name})`}`,
  closure: (day, name) => `${day} điểm nghỉ${name === null ? "" : ` (${name})`}`,
  closedTime: closedTimeOn,
  interval: (from, to) => `${from} đến ${to}`,

  unknownDistance: "chưa rõ cách bác bao xa",
  sameWard: "ở ngay phường, xã bác nhắn",
  exactDistance: (distance) => `cách bác ${distance}`,
  roughDistance: (distance) => `cách bác khoảng ${distance}`,
  underOneKm: "dưới 1 km",
  exactKm: (km) => `${km.toFixed(1).replace(".", ",")} km`,
  roughKm: (km) => `${km.toLocaleString("vi")} km`,

  formatClock,
  formatDay,
  formatMoment,
};

/** On the buttons of a card, and on the sketch beside it. */
const cardWords: CardWords = {
  call: "Gọi",
  directions: "Chỉ đường",
  details: "Xem điểm này",
  you: "Bác",
  north: "Bắc",
  sketch: "Hình vẽ ước chừng",
};

function nameResidence(residence: DecidingResidence): string {
  return residence === "permanent" ? "thường trú" : "cư trú";
}

function advise(call: NumberToCall | null): string {
  return call === null
    ? "Bác đến Ủy ban nhân dân phường, xã nơi bác ở nhé."
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
  /** The first line where no point is known to be open then; `next` opens after it. */
  noneOpen: (
    { words }: VisitTime,
    now: Date,
    next: { readonly place: string; readonly at: Date } | null,
  ) => {
    const none = `${capitalize(words)} cháu không biết nơi nào mở.`;
    if (next === null) return none;
    return `${none} Gần nhất mở lại: ${next.place}, ${formatMoment(next.at, now)}.`;
  },
  onlyOwnCentre: `Trong vòng ${maxShownKm} km quanh đó, cháu chỉ biết trung tâm của phường, xã bác.`,
  around: (place: string) => `Cháu tìm quanh ${place}.`,
  allFar: (call: NumberToCall | null) =>
    `Gần bác, cháu chưa có nơi nào trong danh mục, nơi dưới đây xa. ${advise(call)}`,
  nearest: (place: string) => `Gần bác nhất: ${place}.`,
  openThen: ({ words }: VisitTime, _now: Date, place: string, isByRule: boolean) =>
    `Nơi gần nhất mở cửa ${words}${isByRule ? ", theo giờ cháu biết" : ""}: ${place}.`,
  others: (count: number) => `Thêm ${count} nơi quanh đó:`,
  residenceDecides: (residence: DecidingResidence) =>
    `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết. Điểm ở nơi khác chỉ giúp bác kê khai.`,
  ownCentreFirst: (residence: DecidingResidence, ward: string) =>
    `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết: bác đến trung tâm của ${ward}.`,
  /** Follows the sentence that sends the resident to the centre of their ward. */
  ownCentreHours: ({ words }: VisitTime, _now: Date, isClosed: boolean) =>
    `${capitalize(words)} ${isClosed ? "nơi đó đóng cửa" : "cháu không biết nơi đó có mở không"}.`,
  ownCentreUnknown: (residence: DecidingResidence, ward: string, call: NumberToCall | null) => {
    const advice =
      call === null
        ? `Bác đến Ủy ban nhân dân ${ward}.`
        : `Bác gọi ${warnOfDoubt(call)} hỏi trước.`;
    return (
      `Việc này chỉ phường, xã nơi bác ${nameResidence(residence)} giải quyết. ` +
      `Cháu chưa biết nơi nhận hồ sơ của ${ward}. ${advice} Nơi dưới đây chỉ giúp bác kê khai.`
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
  more: (count: number) => `Xem thêm ${count} nơi`,
  moreWords: ["xem thêm", "thêm", "nơi nào nữa", "còn nơi nào", "chỗ khác nữa"],
  menu: "Về menu",

  callOffice: (call: NumberToCall) =>
    `Bác gọi ${nameOwner(call)} để hỏi người thật. Số ${warnOfDoubt(call)}.`,
  cardWords,
  card: (view: VisitView, query: PointQuery) => layOutCard(view, query, phrases),
  cardText: (card: PointCard, letter: string | null) => writeCard(card, letter, phrases),
  open: (view: PointView, now: Date) => describeOpening(view, now, null, phrases),
};
