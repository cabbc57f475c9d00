import { sql } from "kysely";
import { recipientState } from "../tables/broadcast-tables.ts";
import { deliveryState } from "../tables/delivery-tables.ts";
import { type FigureFilter, isDossierOfAgency } from "./figures.ts";

/** What a message was sent for: it decides which approved template carries it. */
export type MessageOccasion = "status" | "reminder" | "broadcast";

export interface SentMessages {
  readonly route: string;
  readonly occasion: MessageOccasion;
  readonly count: number;
}

/** Counts the messages about dossiers and the broadcasts that were sent in the period, by route and occasion. */
export async function countSentMessages(filter: FigureFilter): Promise<SentMessages[]> {
  const { db, from, now, agencyId } = filter;
  const isOfAgency = agencyId === null ? sql`true` : sql`broadcast.agency_id = ${agencyId}`;
  const { rows } = await sql<SentMessages>`
    select route, occasion, count(*)::int as count from (
      select delivery.route, case when status_event.kind = 'status' then 'status' else 'reminder' end
        as occasion
      from delivery join status_event on status_event.id = delivery.event_id
        join dossier on dossier.id = status_event.dossier_id
      where delivery.state = ${deliveryState.sent} and delivery.settled_at >= ${from}
        and delivery.settled_at <= ${now} and ${isDossierOfAgency(agencyId)}
      union all
      select recipient.route, 'broadcast' as occasion
      from broadcast_recipient as recipient
        join broadcast on broadcast.id = recipient.broadcast_id
      where recipient.state = ${recipientState.sent} and recipient.settled_at >= ${from}
        and recipient.settled_at <= ${now} and ${isOfAgency}
    ) as sent
    where route is not null group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
