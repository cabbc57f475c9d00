import type { ConversationRow, InboxScope } from "../../db/queries/inbox.ts";
import { windows } from "../delivery/platform-policy.ts";
import type {
  CloseReason,
  Colleague,
  Conversation,
  ConversationStatus,
  Team,
} from "./conversation.ts";

/** What an account may see: staff their points', officials their agency's, administrators all. */
export function scopeOf({ id, role, pointIds, agencyId }: Colleague): InboxScope {
  return {
    accountId: id,
    isAll: role === "administrator",
    points: role === "staff" ? pointIds : [],
    agencyId: role === "official" ? agencyId : null,
  };
}

export function toConversation(row: ConversationRow, now: Date): Conversation {
  const status = row.status as ConversationStatus;
  const residentSaidAt = row.resident_said_at ?? row.opened_at;
  const isUnanswered = row.answered_at === null && (status === "waiting" || status === "taken");
  return {
    id: row.id,
    status,
    channel: row.channel,
    userId: row.user_id,
    team: teamOf(row),
    pointId: row.point_id,
    agencyId: row.agency_id,
    procedureId: row.procedure_id,
    openedAt: row.opened_at,
    promisedAt: row.due_at,
    answeredAt: row.answered_at,
    isLate:
      row.answered_at === null ? isUnanswered && row.due_at < now : row.due_at < row.answered_at,
    residentSaidAt,
    firstSeenAt: row.first_seen_at,
    taker: row.taken_by === null ? null : { id: row.taken_by, name: row.taker_name ?? "" },
    takenAt: row.taken_at,
    closedAt: row.closed_at,
    closerName: row.closer_name,
    closedReason: row.closed_reason as CloseReason | null,
    contactKind: row.contact_kind as Conversation["contactKind"],
    windowEndsAt: findWindowEnd(row.channel, residentSaidAt),
  };
}

/** When the platform stops accepting replies to a resident who was last there at this time; null: never. */
export function findWindowEnd(channel: string, residentSaidAt: Date): Date | null {
  switch (channel) {
    case "zalo":
      return new Date(residentSaidAt.getTime() + windows.zaloChatMs);
    case "messenger":
      return new Date(residentSaidAt.getTime() + windows.messengerChatMs);
    default:
      return null;
  }
}

function teamOf({ team, point_id, agency_id }: ConversationRow): Team {
  if (team === "point" && point_id !== null) return { kind: "point", pointId: point_id };
  if (team === "agency" && agency_id !== null) return { kind: "agency", agencyId: agency_id };
  return { kind: "administrators" };
}
