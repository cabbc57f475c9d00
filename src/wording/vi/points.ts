import type { DayHours } from "../../catalog/hours.ts";
import { localDay } from "../../catalog/local-time.ts";
import type { VisitView } from "../../catalog/visit.ts";
import { sentence } from "./figures.ts";
import { clock, dayName, moment } from "./moments.ts";

/** What finding a help point says. */
export const pointWording = {
  where:
    "Bác đang ở đâu ạ? Bác bấm nút gửi vị trí, hoặc nhắn tên phường, xã, ví dụ: “phường Bình Tiên” hay “phường 9 quận Phú Nhuận”.",
  placeUnknown:
    "Cháu chưa tìm ra chỗ đó. Bác nhắn tên phường, xã kèm tỉnh, thành phố giúp cháu, ví dụ: “phường Tân Bình, Hồ Chí Minh”.",
  which: "Có nhiều nơi tên như vậy. Bác ở nơi nào ạ?",
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
  byDistance: "Các điểm gần bác nhất, cháu xếp từ gần đến xa:",
  byOpening: (when: string) =>
    `Cháu tìm cho lúc ${when}. Cháu xếp nơi chắc chắn mở cửa trước, rồi đến nơi chưa rõ giờ, rồi nơi đóng cửa; trong mỗi nhóm thì gần trước:`,
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
  /** The ward that was typed, where no location was shared. */
  readonly ward: string | null;
  readonly procedureAsked: boolean;
}

/** One help point, line by line, for somebody who decides whether to go. */
export function pointText(
  view: VisitView,
  number: number,
  { now, ward, procedureAsked }: PointAsk,
): string {
  const { point } = view;
  return [
    `${number}. ${point.name}`,
    point.address === null
      ? `Địa chỉ: chưa có thông tin${point.ward === null ? "" : `, thuộc ${point.ward}`}`
      : `Địa chỉ: ${[point.address, point.ward].filter((part) => part !== null).join(", ")}`,
    distanceText(view, ward),
    openText(view, now),
    todayText(view.hours.onDay(localDay(now)), now),
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
export function openText({ open, during, nextChange, hours }: VisitView, now: Date): string {
  if (open === null) return "Chưa có giờ làm việc của điểm này, bác hỏi trước khi đi.";
  const change = nextChange === null ? null : moment(nextChange, now);
  if (open) return change === null ? "Đang mở cửa." : `Đang mở cửa, đến ${change}.`;
  const opening = hours.nextOpening(now);
  const again = opening === null ? "" : `, mở lại ${moment(opening, now)}`;
  const then = during === true ? " Lúc bác đi thì điểm mở cửa." : "";
  return `Đang đóng cửa${again}.${then}`;
}

/** Today's hours, or why there are none. */
export function todayText(day: DayHours, now: Date): string {
  if (day.closed?.reason === "holiday") {
    return day.closed.expected
      ? "Hôm nay dự kiến nghỉ Tết, lịch chưa công bố."
      : `Hôm nay là ngày nghỉ: ${day.closed.name}.`;
  }
  if (day.closed?.reason === "closure") {
    return `Hôm nay điểm nghỉ${day.closed.name === null ? "" : `: ${day.closed.name}`}.`;
  }
  if (!day.known) return "";
  const name = dayName(day.date, now);
  if (day.intervals.length === 0) return `Hôm nay (${name}) không làm việc.`;
  const spans = day.intervals.map(({ from, to }) => `${clock(from)} đến ${clock(to)}`);
  return `Hôm nay (${name}): ${spans.join(", ")}.`;
}

/** A ward's centre is no door: such distances say "khoảng", and none is told inside one ward. */
function distanceText({ distanceM, point }: VisitView, ward: string | null): string {
  if (distanceM === null) return "Chưa rõ cách bác bao xa.";
  if (ward !== null && point.ward_code === ward) return "Ở ngay phường, xã bác nhắn.";
  const far =
    distanceM < 1000
      ? `${Math.max(50, Math.round(distanceM / 50) * 50)} m`
      : `${(distanceM / 1000).toFixed(1).replace(".", ",")} km`;
  const exact = point.precision === "address" && ward === null;
  return exact ? `Cách bác ${far}.` : `Cách bác khoảng ${far} (tính theo tâm phường, xã).`;
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
  const address = [point.address, point.ward, point.province].filter((part) => part !== null);
  const destination =
    point.precision === "address" || point.address === null
      ? `${point.lat},${point.lon}`
      : encodeURIComponent(unaccented(address.join(", "))).replaceAll("%20", "+");
  return `Đường đi: https://www.google.com/maps/dir/?api=1&destination=${destination}`;
}

/** Keeps the link short: maps find the place without diacritics too. */
function unaccented(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}
