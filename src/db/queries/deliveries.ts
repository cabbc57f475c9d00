import { sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import { type DeliveryState, deliveryState } from "../tables/delivery-tables.ts";

const { waiting } = literalsOf(deliveryState);

/** A claimed delivery with its event and its follower. */
export interface ClaimedDeliveryRow {
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

/**
 * Claims up to `limit` due deliveries for this replica until `until`. Of each follower only the oldest is claimed, so that
 * notifications arrive in their order. `now` is the service's clock, which due times use too. The array and `offset 0` make
 * the planner look rows up by id: with joins it would read whole tables for each claim.
 */
export async function claimDueDeliveries(
  db: DbHandle,
  { limit, now, until }: { limit: number; now: Date; until: Date },
): Promise<readonly ClaimedDeliveryRow[]> {
  const { rows } = await sql<ClaimedDeliveryRow>`
    with due as (
      select id from delivery
      where state = ${waiting} and due_at <= ${now}
        and (claimed_until is null or claimed_until <= ${now})
        and not exists (
          select 1 from delivery older
          where older.follower_id = delivery.follower_id and older.state = ${waiting}
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
  return rows;
}

/** What deliveries with the same outcome have in common. */
interface SharedOutcome {
  readonly state: DeliveryState;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: string;
  readonly route: string | null;
  readonly reason: string;
  readonly settled_at: Date | null;
}

interface OwnOutcome {
  readonly id: number;
  readonly dueAt: Date;
  readonly platformId: string | null;
}

/**
 * Stores the outcome of deliveries that differ only in their ids, due times and platform ids. A delivery that waits no more is
 * not changed. Only what differs is sent as arrays, because each value of a row costs the server time, and most groups are
 * messages sent at the first try. The array of ids and `coalesce` lead the planner to the primary key: before statistics are
 * gathered it would otherwise read all waiting deliveries for each group.
 */
export async function updateDeliveryOutcomes(
  db: DbHandle,
  { state, tries, unknowns, refused, route, reason, settled_at }: SharedOutcome,
  deliveries: readonly OwnOutcome[],
): Promise<void> {
  await sql`
    /* plan: settle-deliveries */
    with o as materialized (
      select * from unnest(${deliveries.map(({ id }) => id)}::bigint[],
        ${deliveries.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
        ${deliveries.map(({ platformId }) => platformId)}::text[]) as o (id, due_at, platform_id))
    update delivery set state = ${state}, due_at = o.due_at, tries = ${tries},
      unknowns = ${unknowns}, refused = ${refused}, route = ${route}, reason = ${reason},
      platform_id = o.platform_id, settled_at = ${settled_at}, claimed_until = null
    from o
    where delivery.id = o.id and delivery.id = any (array(select id from o))
      and coalesce(delivery.state, '') = ${waiting}
  `.execute(db);
}

/** Makes a dead-lettered delivery wait again, with all its routes. Returns whether it was dead-lettered. */
export async function redriveDelivery(db: DbHandle, id: number, now: Date): Promise<boolean> {
  const [result] = await db
    .updateTable("delivery")
    .set({
      state: deliveryState.waiting,
      due_at: now,
      claimed_until: null,
      tries: 0,
      unknowns: 0,
      refused: "",
      settled_at: null,
    })
    .where("id", "=", id)
    .where("state", "=", deliveryState.deadLettered)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Closes a dead-lettered delivery because the resident was informed by other means. Returns whether it was dead-lettered. */
export async function closeDeadLetter(
  db: DbHandle,
  id: number,
  { reason, now }: { reason: string; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("delivery")
    .set({ state: deliveryState.dropped, reason, settled_at: now })
    .where("id", "=", id)
    .where("state", "=", deliveryState.deadLettered)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}
