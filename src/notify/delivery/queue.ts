import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import { claimMs } from "./outbound-message.ts";

/** A delivery that this replica sends now, with all that it needs to know. */
export interface Claimed {
  readonly id: number;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: readonly string[];
  readonly lastRoute: string | null;
  readonly kind: string;
  readonly stepIdentity: string | null;
  readonly dossierId: number;
  readonly follower: {
    readonly id: number;
    /** "contact": the phone and the e-mail on the dossier, without a chat. */
    readonly channel: "web" | "zalo" | "messenger" | "contact";
    readonly account: string;
    readonly user: string;
    readonly language: string;
    readonly since: Date;
    readonly hasStopped: boolean;
  };
}

/**
 * Takes up to `limit` due deliveries for this replica, of each follower the oldest only: news arrives in its order. `now` is the
 * service's clock, as due times are. The array and `offset 0` have rows looked up by their ids: as joins, whole tables would be
 * read for each claim.
 */
export async function claimDue(db: DbHandle, limit: number, now: Date): Promise<Claimed[]> {
  const until = new Date(now.getTime() + claimMs);
  const { rows } = await sql<ClaimRow>`
    with due as (
      select id from delivery
      where state = 'waiting' and due_at <= ${now}
        and (claimed_until is null or claimed_until <= ${now})
        and not exists (
          select 1 from delivery older
          where older.follower_id = delivery.follower_id and older.state = 'waiting'
            and older.id < delivery.id)
      order by due_at, id limit ${limit} for update skip locked),
    claimed as (
      update delivery set claimed_until = ${until} where id = any (array(select id from due))
      returning id, event_id, follower_id, due_at, tries, unknowns, refused, route)
    select claimed.id, claimed.tries, claimed.unknowns, claimed.refused, claimed.route,
      status_event.kind, status_event.step_identity, status_event.dossier_id, follower.*
    from claimed
    join status_event on status_event.id = claimed.event_id
    cross join lateral (
      select id as follower_id, channel, account, user_id, language, since,
        stopped_at is not null as has_stopped
      from follower where id = claimed.follower_id offset 0) follower
    order by claimed.due_at, claimed.id
  `.execute(db);
  return rows.map(toClaimed);
}

interface ClaimRow {
  readonly id: number;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: string;
  readonly route: string | null;
  readonly kind: string;
  readonly step_identity: string | null;
  readonly dossier_id: number;
  readonly follower_id: number;
  readonly channel: "web" | "zalo" | "messenger" | "contact";
  readonly account: string;
  readonly user_id: string;
  readonly language: string;
  readonly since: Date;
  readonly has_stopped: boolean;
}

function toClaimed(row: ClaimRow): Claimed {
  const { id, tries, unknowns, refused, kind, language } = row;
  return {
    id,
    tries,
    unknowns,
    refused: refused === "" ? [] : refused.split(" "),
    lastRoute: row.route,
    kind,
    stepIdentity: row.step_identity,
    dossierId: row.dossier_id,
    follower: {
      id: row.follower_id,
      channel: row.channel,
      account: row.account,
      user: row.user_id,
      language,
      since: row.since,
      hasStopped: row.has_stopped,
    },
  };
}
