import { sql } from "kysely";
import type { Queries } from "../../db/schema.ts";
import { claimMs, type Outcome } from "./errand.ts";

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
export async function claimDue(db: Queries, limit: number, now: Date): Promise<Claimed[]> {
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

/**
 * Writes what became of them, in one statement. Naming the ids, and `coalesce`, lead the planner to the primary key: else, before
 * statistics are gathered, it would read all that waits for each group.
 */
export async function settle(db: Queries, outcomes: readonly Outcome[], now: Date): Promise<void> {
  if (outcomes.length === 0) return;
  const groups = Map.groupBy(outcomes, ({ state, tries, unknowns, refused, route, reason, dueAt }) =>
    `${state} ${tries} ${unknowns} ${refused} ${route} ${reason} ${state === "waiting" ? dueAt.getTime() : ""}`);
  await Promise.all([...groups.values()].map((group) => settleAlike(db, group, now)));
}

async function settleAlike(db: Queries, outcomes: readonly Outcome[], now: Date): Promise<void> {
  const [first] = outcomes;
  if (first === undefined) return;
  const { state, due_at, tries, unknowns, refused, route, reason, settled_at } = columnsOf(first, now);
  await sql`
    /* plan: settle-deliveries */
    with o as materialized (
      select * from unnest(${outcomes.map(({ id }) => id)}::bigint[],
        ${outcomes.map(({ platformId }) => platformId)}::text[]) as o(id, platform_id))
    update delivery set state = ${state}, due_at = ${due_at}, tries = ${tries}, unknowns = ${unknowns},
      refused = ${refused}, route = ${route}, reason = ${reason}, platform_id = o.platform_id,
      settled_at = ${settled_at}, claimed_until = null
    from o
    where delivery.id = o.id and delivery.id = any (array(select id from o))
      and coalesce(delivery.state, '') = 'waiting'
  `.execute(db);
}

/** As the tables of what waits name it. */
export function columnsOf(outcome: Outcome, now: Date) {
  const { id, state, dueAt, tries, unknowns, refused, route, reason, platformId } = outcome;
  return {
    ...{ id, state, due_at: dueAt.toISOString(), tries, unknowns, refused: refused.join(" ") },
    ...{ route, reason, platform_id: platformId },
    settled_at: state === "waiting" ? null : now.toISOString(),
  };
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
