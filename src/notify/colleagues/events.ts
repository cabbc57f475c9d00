import type { ColleagueEvent } from "../../db/queries/colleague-events.ts";

/** Every kind of event that colleagues are told of, the most urgent first, as they read it. */
export const eventNames: Readonly<Record<ColleagueEvent, string>> = {
  conversation: "Có người dân chờ trả lời",
  "conversation-due": "Cuộc trò chuyện đến hạn trả lời hôm nay hoặc ngày mai",
  "conversation-late": "Cuộc trò chuyện quá hạn trả lời",
  escalated: "Việc trễ cần lãnh đạo biết",
  "dossier-due": "Hồ sơ sắp đến hẹn",
  "dossier-late": "Hồ sơ quá hẹn",
  approval: "Tin chung chờ duyệt",
  "data-request": "Yêu cầu về dữ liệu cá nhân sắp hết hạn",
};

export const colleagueEvents = Object.keys(eventNames) as readonly ColleagueEvent[];

/** Where somebody is told: on the desk's pages, and away from them. */
export const noticeChannels = ["desk", "sound", "push", "email", "chat"] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** The channels that leave the desk. */
export const sendChannels = ["push", "email", "chat"] as const;
export type SendChannel = (typeof sendChannels)[number];

/** Events that somebody with this role can be told of. */
export function eventsOfRole(role: string): readonly ColleagueEvent[] {
  return colleagueEvents.filter((event) => eventRoles[event].includes(role));
}

const everybody = ["staff", "official", "administrator"];
const officials = ["official", "administrator"];

const eventRoles: Readonly<Record<ColleagueEvent, readonly string[]>> = {
  conversation: everybody,
  "conversation-due": everybody,
  "conversation-late": everybody,
  escalated: officials,
  "dossier-due": ["official"],
  "dossier-late": ["official"],
  approval: officials,
  "data-request": ["administrator"],
};
