import type { DayHours } from "../../catalog/hours/point-hours.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { PointView } from "../../catalog/points/nearest.ts";
import type { VisitView } from "../../catalog/points/points-to-visit.ts";
import { directionsTo } from "../directions.ts";
import { distanceTo } from "../distance.ts";
import { type PointAsk, type VisitTime, visitDays } from "../point-query.ts";
import { joinLines, sentence } from "../text.ts";
import { formatClock, formatDay, formatMoment } from "./moments.ts";

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
  title: "Tìm điểm hướng dẫn",
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
  byOpening: ({ words }: VisitTime, _now: Date) =>
    `Cháu tìm điểm mở cửa ${words}. Nơi chắc chắn mở cháu để trước, rồi đến nơi chưa rõ giờ, nơi đóng cửa để sau; cùng loại thì gần trước:`,
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

  point: pointText,
  open: openText,
};

/** One help point, line by line, for somebody who decides whether to go. */
function pointText(
  view: VisitView,
  number: number,
  { now, visitAt, ward, procedureAsked }: PointAsk,
): string {
  const { point } = view;
  const map = directionsTo(point);
  return joinLines(
    `${number}. ${point.name}`,
    point.address === null
      ? `Địa chỉ: chưa có thông tin${point.ward === null ? "" : `, thuộc ${point.ward}`}`
      : `Địa chỉ: ${[point.address, point.ward].filter((part) => part !== null).join(", ")}`,
    distanceText(view, ward),
    openText(view, now),
    ...visitDays(now, visitAt).map((day) => dayText(view.hours.hoursOn(day), now)),
    point.on_duty === undefined ? "" : `Người trực: ${point.on_duty}`,
    point.equipment === null ? "" : `Ở đó có: ${point.equipment.join(", ")}.`,
    point.accepts_paper === true ? "Nhận cả hồ sơ giấy." : "",
    procedureAsked ? handlesText(view) : "",
    point.phone === null ? "Chưa có số điện thoại." : `Điện thoại: ${point.phone}`,
    map === null ? "" : `Đường đi: ${map}`,
  );
}

/** "Đang mở cửa đến 11 giờ sáng hôm nay.", or when it opens again, or that nobody knows. */
function openText({ isOpen: open, nextChange, hours }: PointView, now: Date): string {
  if (open === null) return "Chưa có giờ làm việc của điểm này, bác hỏi trước khi đi.";
  const change = nextChange === null ? null : formatMoment(nextChange, now);
  if (open) return change === null ? "Đang mở cửa." : `Đang mở cửa, đến ${change}.`;
  const opening = hours.findNextOpening(now);
  const again = opening === null ? "" : `, mở lại ${formatMoment(opening, now)}`;
  return `Đang đóng cửa${again}.`;
}

/** A day's hours, or why there are none; "" where they are not known. */
function dayText(day: DayHours, now: Date): string {
  const today = day.date === toLocalDay(now);
  const name = `${today ? "Hôm nay, " : ""}${formatDay(day.date, now)}`;
  const sentenceFor = (text: string) =>
    `${name.slice(0, 1).toUpperCase()}${name.slice(1)}: ${text}.`;
  if (day.closed?.reason === "holiday") {
    return sentenceFor(
      day.closed.isExpected
        ? "dự kiến nghỉ Tết, lịch chưa công bố"
        : `ngày nghỉ (${day.closed.name})`,
    );
  }
  if (day.closed?.reason === "closure") {
    return sentenceFor(`điểm nghỉ${day.closed.name === null ? "" : ` (${day.closed.name})`}`);
  }
  if (!day.areHoursKnown) return "";
  if (day.intervals.length === 0) return sentenceFor("không làm việc");
  return sentenceFor(
    day.intervals.map(({ from, to }) => `${formatClock(from)} đến ${formatClock(to)}`).join(", "),
  );
}

function distanceText(view: VisitView, ward: string | null): string {
  const distance = distanceTo(view, ward);
  switch (distance.kind) {
    case "unknown":
      return "Chưa rõ cách bác bao xa.";
    case "same-ward":
      return "Ở ngay phường, xã bác nhắn.";
    case "exact":
      return `Cách bác ${exactly(distance.metres)}.`;
    case "rough":
      return `Cách bác khoảng ${roughly(distance.km)} (tính theo giữa phường, xã).`;
  }
}

function exactly(metres: number): string {
  return metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1).replace(".", ",")} km`;
}

function roughly(km: number): string {
  return km === 0 ? "dưới 1 km" : `${km.toLocaleString("vi")} km`;
}

/** "Not known" is never presented as handled. */
function handlesText({ handles }: VisitView): string {
  return handles === "yes"
    ? "Điểm này có hướng dẫn việc bác hỏi."
    : "Chưa có thông tin điểm này nhận thủ tục này, bác hỏi trước.";
}
