import type { Catalog } from "../../catalog/catalog.ts";
import type { BroadcastState } from "../../db/tables/broadcast-tables.ts";
import type { Audience } from "../../notify/broadcasts/audience.ts";
import type { Estimate } from "../../notify/broadcasts/estimate.ts";
import type { BroadcastProgress } from "../../notify/broadcasts/progress.ts";

/** The words of the desk for broadcasts. */

export const stateNames: Readonly<Record<BroadcastState, string>> = {
  draft: "Bản nháp",
  pending: "Chờ người thứ hai duyệt",
  sending: "Đang gửi",
  paused: "Tạm dừng",
  cancelled: "Đã hủy",
  done: "Đã xong",
};

/** Released, but its time has not come. */
export const scheduledName = "Đã lên lịch";

export const audienceNames: Readonly<Record<Exclude<Audience["kind"], "myself">, string>> = {
  everyone: "Mọi người nhận tin chung của cơ quan",
  dossiers: "Người theo dõi một số hồ sơ",
  procedure: "Người theo dõi hồ sơ của một thủ tục",
  ward: "Người dân một phường, xã",
  point: "Người đã hỏi về một điểm hướng dẫn",
};

const routeNames: Readonly<Record<string, string>> = {
  "zalo-chat": "Zalo",
  "messenger-chat": "Messenger",
  sms: "SMS",
  email: "Thư điện tử",
};
export const channelNames: Readonly<Record<string, string>> = {
  zalo: "Zalo",
  messenger: "Messenger",
  web: "Trang web",
  phone: "Điện thoại",
  email: "Thư điện tử",
};
export const lineStates: Readonly<Record<string, string>> = {
  waiting: "Đang chờ",
  sent: "Đã gửi",
  failed: "Không gửi được",
  skipped: "Bỏ qua",
};
const reasonNames: Readonly<Record<string, string>> = {
  refused: "Nền tảng từ chối",
  "quota used up": "Đã dùng hết số tin mà nền tảng cho gửi",
  "window closed": "Đã quá lâu từ lần nhắn cuối, và không có mẫu tin nào được duyệt cho tin chung",
  "no address": "Không có số điện thoại hay thư điện tử",
  "no consent": "Không đồng ý nhận tin chung",
  off: "Không có kênh nào gửi được",
  gone: "Dữ liệu đã được xóa",
  stopped: "Đã ngừng nhận",
  "missing-value": "Thiếu thông tin để điền vào tin",
  cancelled: "Tin đã bị hủy",
};

export function reasonName(reason: string): string {
  return reasonNames[reason] ?? reason;
}

export function broadcastRouteName(route: string): string {
  return routeNames[route] ?? route;
}

export function audienceName(audience: Audience, catalog: Catalog): string {
  switch (audience.kind) {
    case "myself":
      return "Chính tôi";
    case "everyone":
      return audienceNames.everyone;
    case "dossiers":
      return `${audienceNames.dossiers} (${audience.dossiers.length})`;
    case "procedure":
      return `${audienceNames.procedure}: ${catalog.procedures.get(audience.procedure)?.name ?? audience.procedure}`;
    case "ward":
      return `${audienceNames.ward}: ${catalog.wards.get(audience.ward)?.name ?? audience.ward}`;
    case "point":
      return `${audienceNames.point}: ${catalog.points.get(audience.point)?.name ?? audience.point}`;
  }
}

const minuteMs = 60_000;

/** 1 giờ 5 phút */
function formatDuration(ms: number): string {
  const minutes = Math.ceil(ms / minuteMs);
  if (minutes <= 1) return "chưa tới một phút";
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} giờ` : "", rest > 0 ? `${rest} phút` : ""].join(" ").trim();
}

type Counts = Readonly<Partial<Record<string, number>>>;

function toNamedCounts(counts: Counts, nameOf: (key: string) => string) {
  return Object.entries(counts).map(([key, count = 0]) => ({ key, name: nameOf(key), count }));
}

export function describeEstimate(estimate: Estimate) {
  return {
    ...estimate,
    endsAt: new Date(estimate.endsAt),
    routes: toNamedCounts(estimate.byRoute, broadcastRouteName),
    reasons: toNamedCounts(estimate.unreachable, reasonName),
    lasts: formatDuration(estimate.sendingMs),
  };
}

export function describeProgress(progress: BroadcastProgress) {
  return {
    ...progress,
    stateName: stateNames[progress.state],
    routes: toNamedCounts(progress.byRoute, broadcastRouteName),
    reasons: [
      ...toNamedCounts(progress.failedBy, reasonName),
      ...toNamedCounts(progress.skippedBy, reasonName),
    ],
  };
}
