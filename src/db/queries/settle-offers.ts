import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

const msPerHour = 3_600_000;
/** Who has not gone on for so long has gone away. Turn facts are recorded long before. */
export const offerHours = 6;

/**
 * Decides about the offers of procedures that are older than 6 hours at `now`: if the resident went on within these 6
 * hours the offer is deleted, otherwise its sentence counts as abandoned.
 */
export async function settleOffers(db: DbHandle, now: Date): Promise<void> {
  const until = new Date(now.getTime() - offerHours * msPerHour);
  const { oldest } = await db
    .selectFrom("missed_question")
    .select(({ fn }) => fn.min<Date | null>("at").as("oldest"))
    .where("kind", "=", "offered")
    .where("at", "<", until)
    .executeTakeFirstOrThrow();
  if (oldest === null) return;
  // Facts are found by time: one range of them is read, however many offers there are.
  const followed = sql<string>`
    select question.id from missed_question question
    join turn_fact fact on fact.resident_hash = question.resident_hash
      and fact.at > question.at and fact.at <= question.at + make_interval(hours => ${offerHours})
    where question.kind = 'offered' and question.at < ${until} and fact.at >= ${oldest}`;
  await sql`delete from missed_question where id in (${followed})`.execute(db);
  await db
    .updateTable("missed_question")
    .set({ kind: "abandoned" })
    .where("kind", "=", "offered")
    .where("at", "<", until)
    .execute();
}
