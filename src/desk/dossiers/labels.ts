import { type DossierStatus, isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { wordingIn } from "../../wording/wording.ts";

const { statusNames } = wordingIn("vi").dossier;

/** Returns the name that residents read too. */
export function statusName(status: number | null): string {
  if (status === null) return "Chưa có thông tin xử lý";
  return isDossierStatus(status) ? statusNames[status] : `Trạng thái ${status}`;
}

/** The statuses to choose from, in the order in which a dossier passes through them. */
export const statusChoices: readonly { value: DossierStatus; name: string }[] = Object.keys(
  statusNames,
)
  .map(Number)
  .filter(isDossierStatus)
  .map((value) => ({ value, name: statusNames[value] }));

const channelNames: Readonly<Record<string, string>> = {
  zalo: "Zalo",
  messenger: "Messenger",
  web: "Trang web",
};

export function channelName(channel: string): string {
  return channelNames[channel] ?? channel;
}

const routeNames: Readonly<Record<string, string>> = {
  "zalo-chat": "Tin Zalo",
  "zalo-template": "Tin mẫu Zalo",
  "zalo-template-phone": "Tin mẫu Zalo theo số điện thoại",
  "messenger-chat": "Tin Messenger",
  "messenger-template": "Tin mẫu Messenger",
  sms: "Tin nhắn SMS",
  email: "Thư điện tử",
};

export function routeName(route: string | null): string {
  return route === null ? "–" : (routeNames[route] ?? route);
}

const stateNames: Readonly<Record<string, string>> = {
  waiting: "Đang chờ gửi",
  sent: "Đã gửi",
  parked: "Chưa báo được",
  dropped: "Không gửi nữa",
};

export function stateName(state: string): string {
  return stateNames[state] ?? state;
}

const kindNames: Readonly<Record<string, string>> = {
  "promise-tomorrow": "Nhắc: ngày mai hẹn trả kết quả",
  "promise-today": "Nhắc: hôm nay hẹn trả kết quả",
  overdue: "Báo: đã quá hẹn",
};

/** Returns what a notification says: a step's status, or a reminder. */
export function notificationName(kind: string, status: number | null): string {
  return kind === "status" ? `Báo: ${statusName(status)}` : (kindNames[kind] ?? kind);
}

const obstacleNames: Readonly<Record<string, string>> = {
  off: "chưa bật",
  refused: "bị từ chối",
  "window closed": "hết thời gian được nhắn",
  "no consent": "người dân chưa đồng ý",
  "no address": "hồ sơ không ghi",
  chosen: "đã chọn",
};

/** Rewrites the reason of a failed delivery, which is written for operators, for officials. */
export function reasonText(reason: string): string {
  if (reason === "no consent") return "Người dân chưa đồng ý nhận tin";
  return reason
    .split("; ")
    .map((part) => {
      const [route = "", obstacle] = part.split(": ");
      if (obstacle === undefined) return part;
      return `${routeName(route)}: ${obstacleText(obstacle)}`;
    })
    .join("; ");
}

function obstacleText(obstacle: string): string {
  if (obstacle.startsWith("quota used up")) return "đã dùng hết số tin được gửi";
  return obstacleNames[obstacle] ?? obstacle;
}

/** Returns the last three characters: enough to recognise a number, too few to call it. */
/** Returns the end of each phone number in a text, or of the text if it holds none. */
export function maskedPhones(text: string | null): string | null {
  if (text === null) return null;
  const numbers = findPhoneNumbers(text).map(({ national }) => masked(national));
  return numbers.length === 0 ? masked(text) : numbers.join(" / ");
}

export function masked(text: string | null): string | null {
  return text === null ? null : `…${text.slice(-3)}`;
}
