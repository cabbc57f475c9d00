import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { TurnFactTable } from "../tables/turn-tables.ts";

const hoursPerDay = 24;
const msPerHour = 3_600_000;
/** On the embedded database everybody waits while a statement runs, so none may be long. */
const maxRowsPerDelete = 5_000;

/** What one turn did: no text, and of the resident only a keyed hash. */
interface NewTurnFact {
  readonly id: string;
  readonly at: Date;
  readonly channel: string;
  readonly residentHash: string;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
}

/**
 * Inserts the facts. A fact that is stored already stays unchanged. All facts are one JSON parameter, so that the statement is
 * the same for any number of them: with a parameter for each value, compiling it took longer than a turn.
 */
export async function recordTurnFacts(db: DbHandle, facts: readonly NewTurnFact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql`
    insert into turn_fact (id, at, channel, resident_hash, flow, step, outcome, point)
    select id, at, channel, resident_hash, flow, step, outcome, point
    from json_to_recordset(cast(${JSON.stringify(facts.map(toRow))} as json)) as fact(
      id text, at timestamptz, channel text, resident_hash text, flow text, step text, outcome text, point text
    )
    on conflict (at, id) do nothing
  `.execute(db);
}

function toRow({ residentHash, ...fact }: NewTurnFact): TurnFactTable {
  const { id, at, channel, flow, step, outcome, point } = fact;
  return { id, at, channel, resident_hash: residentHash, flow, step, outcome, point };
}

/** Deletes facts older than `days` at `now`, in short statements. Returns how many there were. */
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

/** Counts the residents who have said something since then. */
export async function countResidentsSince(db: DbHandle, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom("turn_fact")
    .select(sql<number>`count(distinct resident_hash)::int`.as("count"))
    .where("at", ">=", since)
    .executeTakeFirstOrThrow();
  return count;
}
