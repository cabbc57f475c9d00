import type { Catalog } from "../../catalog/catalog.ts";
import {
  type CloseReason,
  type ConversationStatus,
  closeReasonNames,
  type LineState,
  type Team,
} from "../../notify/inbox/conversation.ts";
import { capitalize } from "../../wording/text.ts";

/** The words of the inbox for what its service stores. */

export const statusNames: Readonly<Record<ConversationStatus, string>> = {
  waiting: "Đang chờ người nhận",
  taken: "Đang có người trả lời",
  "with-bot": "Trợ lý tự động đang trả lời",
  closed: "Đã kết thúc",
};

export const closeReasons = (Object.keys(closeReasonNames) as CloseReason[]).map((value) => ({
  value,
  name: capitalize(closeReasonNames[value]),
}));

export function closeReasonName(reason: CloseReason | null): string | null {
  return closeReasons.find(({ value }) => value === reason)?.name ?? null;
}

export const lineStateNames: Readonly<Record<LineState, string | null>> = {
  stored: null,
  sending: "Đang gửi",
  sent: "Đã gửi",
  failed: "Không gửi được",
};

/** Returns the name of a team; agencies by their ids. */
export function teamName(
  team: Team,
  catalog: Catalog,
  agencies: ReadonlyMap<number, string>,
): string {
  switch (team.kind) {
    case "point":
      return catalog.points.get(team.pointId)?.name ?? "Điểm hướng dẫn";
    case "agency":
      return agencies.get(team.agencyId) ?? "Cơ quan";
    case "administrators":
      return "Quản trị";
  }
}

/** Returns the name of a procedure in full or of the list; null for none. */
export function procedureName(catalog: Catalog, id: string | null): string | null {
  if (id === null) return null;
  return (catalog.procedures.get(id) ?? catalog.listed.get(id))?.name ?? null;
}

/** How a team is written in a form's field: `point:ID`, `agency:ID` or `administrators`. */
export function teamValue(team: Team): string {
  switch (team.kind) {
    case "point":
      return `point:${team.pointId}`;
    case "agency":
      return `agency:${team.agencyId}`;
    case "administrators":
      return team.kind;
  }
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "5 phút", "3 giờ", "2 ngày": rounded down, so that nobody counts on time that there is not. */
export function span(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)} ngày`;
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)} giờ`;
  const minutes = Math.floor(ms / minuteMs);
  // A page that is open is told of each change: five minutes are enough to plan by.
  if (minutes >= 10) return `${Math.floor(minutes / 5) * 5} phút`;
  return minutes >= 5 ? "5 phút" : "vài phút";
}

/** "còn 3 giờ", or "quá 3 giờ" once it is over. */
export function timeLeft(until: Date, now: Date): string {
  const ms = until.getTime() - now.getTime();
  return ms > 0 ? `còn ${span(ms)}` : `quá ${span(-ms)}`;
}
