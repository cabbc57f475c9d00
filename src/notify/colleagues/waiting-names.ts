import type { WaitingCounts } from "../../db/queries/waiting-counts.ts";

/** What can wait for a colleague, the most urgent first, as they read it behind its count. */
export const waitingNames: Readonly<Record<keyof WaitingCounts, string>> = {
  conversations: "người đang chờ trả lời",
  mine: "cuộc trò chuyện bạn đã nhận",
  overdue: "hồ sơ quá hẹn",
  dueSoon: "hồ sơ đến hẹn trong 4 ngày",
  undelivered: "tin chưa báo được",
  approvals: "tin chung chờ bạn duyệt",
  dataRequests: "yêu cầu về dữ liệu cá nhân",
};

export const waitingKinds = Object.keys(waitingNames) as readonly (keyof WaitingCounts)[];
