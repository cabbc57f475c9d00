import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import type { Outcome } from "../delivery/outbound-message.ts";
import { columnsOf } from "../delivery/settle.ts";

/**
 * Writes what became of lines and what that adds to the counts, in one statement: whoever dies leaves both or neither. A line that
 * waits no more is not changed.
 */
export async function settleLines(
  db: DbHandle,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map((outcome) => ({
    ...columnsOf(outcome, now),
    state: stateOf(outcome),
    why: outcome.state === "waiting" || outcome.state === "sent" ? null : outcome.why,
  }));
  await counting(sql`
    update broadcast_recipient set state = o.state, due_at = o.due_at, tries = o.tries,
      unknowns = o.unknowns, refused = o.refused, route = o.route, reason = o.reason, why = o.why,
      platform_id = o.platform_id, settled_at = o.settled_at, claimed_until = null
    from json_to_recordset(${JSON.stringify(rows)}::json) as o(id bigint, state text,
      due_at timestamptz, tries int, unknowns int, refused text, route text, reason text, why text,
      platform_id text, settled_at timestamptz)
    where broadcast_recipient.id = o.id and broadcast_recipient.state = 'waiting'
    returning broadcast_recipient.broadcast_id, broadcast_recipient.state as what,
      case when broadcast_recipient.state = 'sent' then broadcast_recipient.route
        else broadcast_recipient.why end as detail`).execute(db);
}

/** Of a cancelled broadcast: up to so many lines that nobody is sending. Resolves with how many there were. */
export async function skipCancelled(
  db: DbHandle,
  broadcastId: number,
  limit: number,
  now: Date,
): Promise<number> {
  const { rows } = await counting(sql`
    update broadcast_recipient set state = 'skipped', why = 'cancelled', reason = 'cancelled',
      settled_at = ${now}, claimed_until = null
    where id in (
      select id from broadcast_recipient
      where broadcast_id = ${broadcastId} and state = 'waiting'
        and (claimed_until is null or claimed_until <= ${now})
      order by due_at, id limit ${limit} for update skip locked)
    returning broadcast_id, state as what, why as detail`).execute(db);
  return rows[0]?.changed ?? 0;
}

/** A receipt counts once for each line, the first of its kind; what was seen was delivered. */
export async function noteReceipts(
  db: DbHandle,
  kind: "delivered" | "seen",
  receipts: readonly { readonly id: string; readonly at: Date }[],
): Promise<void> {
  if (receipts.length === 0) return;
  const named = sql`json_to_recordset(${JSON.stringify(receipts)}::json) as r(id text, at timestamptz)`;
  for (const column of columnsFor(kind)) {
    await counting(sql`
      update broadcast_recipient set ${sql.ref(column.name)} = r.at from ${named}
      where broadcast_recipient.platform_id = r.id and ${sql.ref(`broadcast_recipient.${column.name}`)} is null
      returning broadcast_id, ${column.what}::text as what, null::text as detail`).execute(db);
  }
}

/** As above, of everything sent to a person until then, where the platform names no messages. */
export async function noteMark(
  db: DbHandle,
  kind: "delivered" | "seen",
  mark: { channel: string; account: string; user: string; at: Date; until: Date },
): Promise<void> {
  for (const column of columnsFor(kind)) {
    await counting(sql`
      update broadcast_recipient set ${sql.ref(column.name)} = ${mark.at}
      where channel = ${mark.channel} and account = ${mark.account} and user_id = ${mark.user}
        and state = 'sent' and settled_at <= ${mark.until} and ${sql.ref(column.name)} is null
      returning broadcast_id, ${column.what}::text as what, null::text as detail`).execute(db);
  }
}

/** What a resident demanded to be erased leaves a line that names nobody; one that waited is sent no more. */
export async function eraseFromLedgers(
  db: DbHandle,
  { channel, account, user }: { channel: string; account: string; user: string },
  now: Date,
): Promise<number> {
  const { rows } = await counting(sql`
    update broadcast_recipient set account = '', user_id = 'erased ' || id, dossiers = '',
      platform_id = null, claimed_until = null,
      state = case when state = 'waiting' then 'skipped' else state end,
      why = case when state = 'waiting' then 'gone' else why end,
      settled_at = case when state = 'waiting' then ${now}::timestamptz else settled_at end,
      reason = case when state = 'waiting' then 'erased on demand' else reason end
    where channel = ${channel} and account = ${account} and user_id = ${user}
    returning broadcast_id,
      case when reason = 'erased on demand' then 'skipped' else 'waiting' end as what,
      'gone'::text as detail`).execute(db);
  return rows[0]?.changed ?? 0;
}

const columnsFor = (kind: "delivered" | "seen") =>
  kind === "delivered"
    ? [{ name: "delivered_at", what: "delivered" }]
    : [
        { name: "delivered_at", what: "delivered" },
        { name: "seen_at", what: "seen" },
      ];

/** A change of lines, returning what each is now, with the counts that follow from it. */
function counting(change: RawBuilder<unknown>) {
  return sql<{ changed: number }>`
    with done as (${change}),
    added as (
      insert into broadcast_count (broadcast_id, what, detail, count)
      select broadcast_id, what, coalesce(detail, ''), count(*)::int from done
      where what <> 'waiting'
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (broadcast_id, what, detail)
        do update set count = broadcast_count.count + excluded.count)
    select count(*)::int as changed from done`;
}

/** A platform's refusal has failed and may be tried anew; what never had a way was skipped. */
function stateOf({ state, refused }: Outcome): string {
  switch (state) {
    case "parked":
      return refused.length > 0 ? "failed" : "skipped";
    case "dropped":
      return "skipped";
    default:
      return state;
  }
}
