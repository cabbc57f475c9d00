import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import type { Outcome } from "./outbound-message.ts";

/** Writes what became of deliveries: of all that fared alike in one statement. One that waits no more is not changed. */
export async function settle(db: DbHandle, outcomes: readonly Outcome[], now: Date): Promise<void> {
  const groups = Map.groupBy(outcomes, fareOf).values();
  await Promise.all(groups.map((group) => settleAlike(db, group, now)));
}

/** As the tables of what waits name it. */
export function columnsOf(outcome: Outcome, now: Date) {
  const { id, state, dueAt, tries, unknowns, refused, route, reason, platformId } = outcome;
  return {
    ...{ id, state, due_at: dueAt, tries, unknowns, refused: refused.join(" ") },
    ...{ route, reason, platform_id: platformId },
    settled_at: state === "waiting" ? null : now,
  };
}

/** The same for outcomes that differ only in whose they are and when they are due. */
function fareOf({ state, tries, unknowns, refused, route, reason }: Outcome): string {
  return [state, tries, unknowns, refused, route, reason].join("\n");
}

/**
 * Only what differs goes as arrays: most groups are of messages that were sent at the first try, and each value of a row costs
 * the server time. The array of ids, and `coalesce`, lead the planner to the primary key: else, before statistics are gathered,
 * it would read all that waits for each group.
 */
async function settleAlike(db: DbHandle, group: readonly Outcome[], now: Date): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const { state, tries, unknowns, refused, route, reason, settled_at } = columnsOf(first, now);
  await sql`
    /* plan: settle-deliveries */
    with o as materialized (
      select * from unnest(${group.map(({ id }) => id)}::bigint[],
        ${group.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
        ${group.map(({ platformId }) => platformId)}::text[]) as o (id, due_at, platform_id))
    update delivery set state = ${state}, due_at = o.due_at, tries = ${tries},
      unknowns = ${unknowns}, refused = ${refused}, route = ${route}, reason = ${reason},
      platform_id = o.platform_id, settled_at = ${settled_at}, claimed_until = null
    from o
    where delivery.id = o.id and delivery.id = any (array(select id from o))
      and coalesce(delivery.state, '') = 'waiting'
  `.execute(db);
}
