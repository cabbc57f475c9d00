import { sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import {
  type BroadcastState,
  broadcastState,
  type RecipientState,
  recipientState,
} from "../tables/broadcast-tables.ts";
import type { ResidentColumns } from "../tables/resident-columns.ts";
import { withCounts } from "./broadcast-counts.ts";

const { waiting, sent } = literalsOf(recipientState);
const { sending } = literalsOf(broadcastState);

/** A claimed recipient with the text of its broadcast. */
export interface ClaimedRecipientRow extends ResidentColumns {
  readonly id: number;
  readonly language: string;
  readonly dossiers: string;
  readonly known_since: Date;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: string;
  readonly route: string | null;
  readonly title: string;
  readonly text: string;
  readonly plain_sms: boolean;
  readonly is_trial: boolean;
  readonly agency: string;
  /** The sealed test address, if the broadcast is a trial. */
  readonly sealed: string | null;
}

/**
 * Claims due recipients until `until`, the same number of each running broadcast, so that a large one does not hold up a small
 * one. Each broadcast is searched in its own part of the index, so that a paused one costs nothing. The ids go through an
 * array, which the planner assumes to be short: a join with `due`, whose length it cannot know, would read all rows.
 */
export async function claimDueRecipients(
  db: DbHandle,
  { limit, now, until }: { limit: number; now: Date; until: Date },
): Promise<readonly ClaimedRecipientRow[]> {
  const { rows } = await sql<ClaimedRecipientRow>`
    with running as (
      select id from broadcast
      where state = ${sending} and (starts_at is null or starts_at <= ${now})),
    due as (
      select line.id from running cross join lateral (
        select id from broadcast_recipient
        where broadcast_id = running.id and state = ${waiting} and due_at <= ${now}
          and (claimed_until is null or claimed_until <= ${now})
        order by due_at, id limit (select greatest(1, ${limit}::bigint / count(*)) from running)
        for update skip locked) line),
    claimed as (
      update broadcast_recipient set claimed_until = ${until}
      where id = any (array(select id from due)) returning broadcast_recipient.*)
    select claimed.id, claimed.channel, claimed.account, claimed.user_id, claimed.language,
      claimed.dossiers, claimed.known_since, claimed.tries, claimed.unknowns, claimed.refused,
      claimed.route, broadcast.title, broadcast.text, broadcast.plain_sms, broadcast.is_trial,
      agency.name as agency,
      (select sealed from own_address where broadcast.is_trial and kind = claimed.channel
        and own_address.account = claimed.account and own_address.user_id = claimed.user_id
        limit 1) as sealed
    from claimed join broadcast on broadcast.id = claimed.broadcast_id
    join agency on agency.id = broadcast.agency_id
    order by claimed.due_at, claimed.id
  `.execute(db);
  return rows;
}

/** What decides whether a claimed recipient may be sent to now. */
interface SendPermission {
  readonly state: BroadcastState;
  readonly is_waiting: boolean;
  readonly has_consented: boolean | null;
  readonly follows: boolean;
}

/** null if the recipient is gone. */
export async function selectSendPermission(
  db: DbHandle,
  recipientId: number,
): Promise<SendPermission | null> {
  const { rows } = await sql<SendPermission>`
    select broadcast.state, broadcast_recipient.state = ${waiting} as is_waiting,
      exists (select 1 from follower where follower.channel = broadcast_recipient.channel
        and follower.account = broadcast_recipient.account
        and follower.user_id = broadcast_recipient.user_id and follower.stopped_at is null
        and follower.dossier_id = any (string_to_array(broadcast_recipient.dossiers, ' ')::bigint[])
      ) as follows,
      (select is_given from consent where consent.channel = broadcast_recipient.channel
        and consent.account = broadcast_recipient.account
        and consent.user_id = broadcast_recipient.user_id and consent.purpose = 'news'
        order by consent.id desc limit 1) as has_consented
    from broadcast_recipient join broadcast on broadcast.id = broadcast_recipient.broadcast_id
    where broadcast_recipient.id = ${recipientId}
  `.execute(db);
  return rows[0] ?? null;
}

export interface RecipientOutcome {
  readonly id: number;
  readonly state: RecipientState;
  readonly due_at: Date;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: string;
  readonly route: string | null;
  readonly reason: string;
  readonly why: string | null;
  readonly platform_id: string | null;
  readonly settled_at: Date | null;
}

/** Stores and counts the outcomes. A recipient that waits no more is not changed. */
export async function updateRecipientOutcomes(
  db: DbHandle,
  outcomes: readonly RecipientOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await withCounts(sql`
    update broadcast_recipient set state = o.state, due_at = o.due_at, tries = o.tries,
      unknowns = o.unknowns, refused = o.refused, route = o.route, reason = o.reason, why = o.why,
      platform_id = o.platform_id, settled_at = o.settled_at, claimed_until = null
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as o(id bigint, state text,
      due_at timestamptz, tries int, unknowns int, refused text, route text, reason text, why text,
      platform_id text, settled_at timestamptz)
    where broadcast_recipient.id = o.id and broadcast_recipient.state = ${waiting}
    returning broadcast_recipient.broadcast_id, broadcast_recipient.state as what,
      case when broadcast_recipient.state = ${sent} then broadcast_recipient.route
        else broadcast_recipient.why end as detail`).execute(db);
}
