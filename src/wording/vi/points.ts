import type { DayHours } from "../../catalog/hours.ts";
import { localDay } from "../../catalog/local-time.ts";
import type { PointView } from "../../catalog/nearest.ts";
import type { VisitView } from "../../catalog/visit.ts";
import { sentence } from "./figures.ts";
import { clock, dayName, moment } from "./moments.ts";

/** What finding a help point says. */
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
  now: "Bây giờ",
  tonight: "Tối nay",
  tomorrow: "Sáng mai",
  saturday: "Sáng thứ Bảy",
  otherDay: "Ngày khác",
  whichDay: "Bác đi hôm nào ạ? Bác nhắn ngày, ví dụ: “26/11” hay “chiều thứ Năm”.",
  dayUnknown: "Cháu chưa rõ ngày đó. Bác nhắn như “26/11” hay “sáng thứ Bảy” giúp cháu nhé.",
  dayPast: "Ngày đó đã qua rồi ạ. Bác nhắn một ngày sắp tới giúp cháu nhé.",

  none: "Cháu chưa có điểm hướng dẫn nào quanh đó trong danh mục.",
  around: (place: string) => `Cháu tìm quanh ${place}.`,
  allFar:
    "Gần bác cháu chưa có điểm nào trong danh mục, các điểm dưới đây đều xa. Bác hỏi Ủy ban nhân dân phường, xã nơi bác ở trước nhé.",
  byDistance: "Các điểm gần bác nhất, cháu xếp từ gần đến xa:",
  byOpening: (when: string) =>
    `Cháu tìm điểm mở cửa ${when}. Nơi chắc chắn mở cháu để trước, rồi đến nơi chưa rõ giờ, nơi đóng cửa để sau; cùng loại thì gần trước:`,
  nowWords: "bây giờ",
  agency: (agency: string) =>
    `Nơi giải quyết việc này: ${sentence(agency)} Điểm hướng dẫn giúp bác kê khai.`,

  next: "Bác muốn làm gì tiếp ạ?",
  otherTime: "Đổi giờ đi",
  otherTimeWords: ["giờ khác", "ngày khác", "lúc khác", "hôm khác"],
  otherPlace: "Đổi chỗ",
  otherPlaceWords: ["chỗ khác", "nơi khác", "phường khác"],
  backTo: "Quay lại việc cũ",
  backToWords: ["việc cũ", "làm tiếp", "thủ tục cũ"],
  backToFull: (title: string) => `Quay lại: ${title}`,
  menu: "Về menu",
} as const;

interface PointAsk {
  readonly now: Date;
  /** When the resident means to come; null where no time was asked. */
  readonly then: Date | null;
  /** The ward that was typed, where no location was shared. */
  readonly ward: string | null;
  readonly procedureAsked: boolean;
}

/** One help point, line by line, for somebody who decides whether to go. */
export function pointText(
  view: VisitView,
  number: number,
  { now, then, ward, procedureAsked }: PointAsk,
): string {
  const { point } = view;
  return [
    `${number}. ${point.name}`,
    point.address === null
      ? `Địa chỉ: chưa có thông tin${point.ward === null ? "" : `, thuộc ${point.ward}`}`
      : `Địa chỉ: ${[point.address, point.ward].filter((part) => part !== null).join(", ")}`,
    distanceText(view, ward),
    openText(view, now),
    ...daysOf(now, then).map((day) => dayText(view.hours.onDay(day), now)),
    point.equipment === null ? "" : `Ở đó có: ${point.equipment.join(", ")}.`,
    point.accepts_paper === true ? "Nhận cả hồ sơ giấy." : "",
    procedureAsked ? handlesText(view) : "",
    point.phone === null ? "Chưa có số điện thoại." : `Điện thoại: ${point.phone}`,
    directions(view),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** "Đang mở cửa đến 11 giờ sáng hôm nay.", or when it opens again, or that nobody knows. */
export function openText({ open, nextChange, hours }: PointView, now: Date): string {
  if (open === null) return "Chưa có giờ làm việc của điểm này, bác hỏi trước khi đi.";
  const change = nextChange === null ? null : moment(nextChange, now);
  if (open) return change === null ? "Đang mở cửa." : `Đang mở cửa, đến ${change}.`;
  const opening = hours.nextOpening(now);
  const again = opening === null ? "" : `, mở lại ${moment(opening, now)}`;
  return `Đang đóng cửa${again}.`;
}

/** A day's hours, or why there are none; "" where they are not known. */
export function dayText(day: DayHours, now: Date): string {
  const today = day.date === localDay(now);
  const name = `${today ? "Hôm nay, " : ""}${dayName(day.date, now)}`;
  const sentenceFor = (text: string) =>
    `${name.slice(0, 1).toUpperCase()}${name.slice(1)}: ${text}.`;
  if (day.closed?.reason === "holiday") {
    return sentenceFor(
      day.closed.expected
        ? "dự kiến nghỉ Tết, lịch chưa công bố"
        : `ngày nghỉ (${day.closed.name})`,
    );
  }
  if (day.closed?.reason === "closure") {
    return sentenceFor(`điểm nghỉ${day.closed.name === null ? "" : ` (${day.closed.name})`}`);
  }
  if (!day.known) return "";
  if (day.intervals.length === 0) return sentenceFor("không làm việc");
  return sentenceFor(
    day.intervals.map(({ from, to }) => `${clock(from)} đến ${clock(to)}`).join(", "),
  );
}

/** Today, and the day of the visit where it is another. */
function daysOf(now: Date, then: Date | null): string[] {
  return [...new Set([localDay(now), localDay(then ?? now)])];
}

/** A ward's centre is no door: such distances say "khoảng", and none is told inside one ward. */
function distanceText({ distanceM, point }: VisitView, ward: string | null): string {
  if (distanceM === null) return "Chưa rõ cách bác bao xa.";
  if (ward !== null && point.ward_code === ward) return "Ở ngay phường, xã bác nhắn.";
  if (point.precision === "address" && ward === null) return `Cách bác ${exactly(distanceM)}.`;
  return `Cách bác khoảng ${roughly(distanceM)} (tính theo giữa phường, xã).`;
}

function exactly(metres: number): string {
  return metres < 1000
    ? `${Math.max(50, Math.round(metres / 50) * 50)} m`
    : `${(metres / 1000).toFixed(1).replace(".", ",")} km`;
}

/** To half a kilometre: more would promise what a ward's centre cannot hold; far away to whole ones. */
function roughly(metres: number): string {
  if (metres < 1000) return "dưới 1 km";
  if (metres >= 30_000) return `${Math.round(metres / 1000).toLocaleString("vi")} km`;
  return `${String(Math.round(metres / 500) / 2).replace(".", ",")} km`;
}

/** "Not known" is never presented as handled. */
function handlesText({ handles }: VisitView): string {
  return handles === "yes"
    ? "Điểm này có hướng dẫn việc bác hỏi."
    : "Chưa có thông tin điểm này nhận thủ tục này, bác hỏi trước.";
}

/** A map's directions: by coordinates where they are the door's, else by the address. */
function directions({ point }: VisitView): string {
  if (point.lat === null || point.lon === null) return "";
  const street = point.address?.replace(/ *\(.*?\)/g, "") ?? null;
  const address = [street, point.ward, point.province].filter((part) => part !== null);
  const destination =
    point.precision === "address" || street === null
      ? `${point.lat},${point.lon}`
      : encodeURIComponent(unaccented(address.join(", "))).replaceAll("%20", "+");
  return `Đường đi: https://www.google.com/maps/dir/?api=1&destination=${destination}`;
}

/** Keeps the link short: maps find the place without diacritics too. */
function unaccented(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}
