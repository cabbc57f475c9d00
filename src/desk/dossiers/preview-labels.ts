import type { PreviewPlatform } from "../../notify/preview/preview-texts.ts";
import type { UpdatePreview } from "../../notify/preview/update-preview.ts";
import { routeName, statusName } from "./labels.ts";

/** The words of the desk for what an update would do. */

const reasonNames: Readonly<Record<UpdatePreview["unreachable"][number]["reason"], string>> = {
  refused: "Nền tảng từ chối",
  "quota used up": "Đã dùng hết số tin mà nền tảng cho gửi",
  "window closed": "Đã quá lâu từ lần nhắn cuối nên nền tảng không cho nhắn",
  "no address": "Hồ sơ không ghi số điện thoại hay thư điện tử",
  "no consent": "Người dân chưa đồng ý nhận tin",
  off: "Chưa bật kênh nào gửi được",
};

const silenceNames: Readonly<Record<UpdatePreview["silent"][number]["reason"], string>> = {
  known: "Đã ghi từ trước",
  older: "Đã có bước mới hơn bước này",
  repetition: "Trạng thái và ghi chú như cũ",
  "long-ago": "Việc đã quá 7 ngày",
};

const platformNames: Readonly<Record<PreviewPlatform, string>> = {
  zalo: "Zalo",
  messenger: "Messenger",
  sms: "SMS",
  email: "Thư điện tử",
};

/** Returns a preview in words, as `views/update-preview.eta` shows it. */
export function describePreview(preview: UpdatePreview) {
  const { byRoute, unreachable, silent, texts, statuses } = preview;
  return {
    ...preview,
    reached: byRoute.reduce((sum, { people }) => sum + people, 0),
    byRoute: byRoute.map((one) => ({ ...one, name: routeName(one.route) })),
    unreachable: unreachable.map((one) => ({ ...one, name: reasonNames[one.reason] })),
    silent: silent.map((one) => ({ ...one, name: silenceNames[one.reason] })),
    texts: texts.map((one) => ({ ...one, name: platformNames[one.platform] })),
    statuses: statuses.map((status) => ({ status, name: statusName(status) })),
  };
}
