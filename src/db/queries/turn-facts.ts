import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

const hoursPerDay = 24;
const msPerHour = 3_600_000;
/** On the embedded database everybody waits while a statement runs, so none is long. */
const maxRowsPerDelete = 5_000;

/**
 * Keeps the facts, each a line as `bot/store/fact-codec.ts` writes it; one that is kept already, told again, changes nothing. All of them are one
 * parameter: one for each value, or JSON, took longer than much of the turns that they tell of.
 */
export async function recordTurnFacts(db: DbHandle, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into turn_fact (id, at, channel, resident_hash, flow, step, outcome, point)
    select split_part(line, e'\\t', 1), to_timestamp(cast(split_part(line, e'\\t', 2) as float8) / 1000),
      split_part(line, e'\\t', 3), split_part(line, e'\\t', 4), split_part(line, e'\\t', 5),
      split_part(line, e'\\t', 6), split_part(line, e'\\t', 7), nullif(split_part(line, e'\\t', 8), '')
    from string_to_table(${lines.join("\n")}, e'\\n') as line
    on conflict (at, id) do nothing
  `.execute(db);
}

/** Deletes what is more than `days` old at `now`, in short statements. Returns how many facts went. */
export async function deleteOldTurnFacts(db: DbHandle, now: Date, days: number): Promise<number> {
  const oldest = new Date(now.getTime() - days * hoursPerDay * msPerHour);
  let total = 0;
  for (;;) {
    const [result] = await db
      .deleteFrom("turn_fact")
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple("at", "id"),
          "in",
          selectFrom("turn_fact")
            .select(["at", "id"])
            .where("at", "<", oldest)
            .limit(maxRowsPerDelete)
            .$asTuple("at", "id"),
        ),
      )
      .execute();
    const deleted = Number(result?.numDeletedRows ?? 0);
    total += deleted;
    if (deleted < maxRowsPerDelete) return total;
  }
}
