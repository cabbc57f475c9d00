import type { TurnFact } from "../bot/state/turn-store.ts";
import { batchesOf } from "./batches.ts";
import type { Queries, TurnFactRow } from "./schema.ts";

const hoursPerDay = 24;
const msPerHour = 3_600_000;
/** On the embedded database everybody waits while a statement runs, so none is long. */
const maxRowsPerDelete = 5_000;

/** Keeps the facts; one that is kept already, told again, changes nothing. */
export async function recordTurnFacts(db: Queries, facts: readonly TurnFact[]): Promise<void> {
  for (const batch of batchesOf(facts)) {
    await db
      .insertInto("turn_fact")
      .values(batch.map(toRow))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
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

function toRow(fact: TurnFact): TurnFactRow {
  return {
    id: fact.id,
    at: fact.at,
    channel: fact.channel,
    resident_hash: fact.residentHash,
    flow: fact.flow,
    step: fact.step,
    outcome: fact.outcome,
    point: fact.point,
  };
}
