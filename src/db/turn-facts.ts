import { sql } from "kysely";
import type { TurnFact } from "../bot/state/turn-store.ts";
import type { Queries } from "./schema.ts";

const hoursPerDay = 24;
const msPerHour = 3_600_000;
/** On the embedded database everybody waits while a statement runs, so none is long. */
const maxRowsPerDelete = 5_000;

/**
 * Keeps the facts; one that is kept already, told again, changes nothing. All of them are one parameter: a
 * statement with a parameter for each value took longer to build than the turns it tells of.
 */
export async function recordTurnFacts(db: Queries, facts: readonly TurnFact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql`
    insert into turn_fact (id, at, channel, resident_hash, flow, step, outcome, point)
    select id, at, channel, "residentHash", flow, step, outcome, point
    from jsonb_to_recordset(cast(${JSON.stringify(facts)} as jsonb)) as fact (
      id text, at timestamptz, channel text, "residentHash" text,
      flow text, step text, outcome text, point text
    )
    on conflict (id) do nothing
  `.execute(db);
}

/** Deletes what is more than `days` old at `now`, in short statements. Returns how many facts went. */
export async function deleteOldTurnFacts(db: Queries, now: Date, days: number): Promise<number> {
  const oldest = new Date(now.getTime() - days * hoursPerDay * msPerHour);
  let total = 0;
  for (;;) {
    const old = db
      .selectFrom("turn_fact")
      .select("id")
      .where("at", "<", oldest)
      .limit(maxRowsPerDelete);
    const [result] = await db.deleteFrom("turn_fact").where("id", "in", old).execute();
    const deleted = Number(result?.numDeletedRows ?? 0);
    total += deleted;
    if (deleted < maxRowsPerDelete) return total;
  }
}
