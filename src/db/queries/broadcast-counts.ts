import { type RawBuilder, sql } from "kysely";
import { literalsOf } from "../literals.ts";
import { recipientState } from "../tables/broadcast-tables.ts";

const { waiting } = literalsOf(recipientState);

/**
 * Wraps a change of ledger rows so that the counts change in the same statement: a process that dies leaves both or neither.
 * The change returns `broadcast_id`, `what` (the event to count; "waiting" is not counted) and `detail` of each changed row.
 */
export function withCounts(change: RawBuilder<unknown>) {
  return sql<{ changed: number }>`
    with done as (${change}),
    added as (
      insert into broadcast_count (broadcast_id, what, detail, count)
      select broadcast_id, what, coalesce(detail, ''), count(*)::int from done
      where what <> ${waiting}
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (broadcast_id, what, detail)
        do update set count = broadcast_count.count + excluded.count)
    select count(*)::int as changed from done`;
}
