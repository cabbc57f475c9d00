import { batchesOf } from "../batches.ts";
import type { DbHandle, MissedQuestionRow } from "../schema.ts";

/** How long what was not understood is kept, and shown. */
export const missedQuestionDays = 30;
/** One resident's odd sentence is nobody's business: shown is what so many of them asked alike. */
const minResidents = 3;
const msPerDay = 86_400_000;
/** On the embedded database everybody waits while a statement runs, so none is long. */
const maxRowsPerDelete = 5_000;

/** A turn in which a resident's sentence was not understood. */
export interface NewMissedQuestion {
  readonly id: string;
  readonly at: Date;
  readonly residentHash: string;
  /** Only words that every resident might use. Empty: nothing is recorded. */
  readonly missedWords: readonly string[];
}

/** What several residents asked and the service did not understand. */
export interface MissedQuestion {
  /** Words of the catalogue and common ones only, in the order in which one of them said them. */
  readonly words: readonly string[];
  readonly residents: number;
  readonly lastAt: Date;
}

/** Keeps the words of facts that tell of a sentence which was not understood; told again they change nothing. */
export async function recordMissedQuestions(
  db: DbHandle,
  questions: readonly NewMissedQuestion[],
): Promise<void> {
  for (const batch of batchesOf(questions.filter(({ missedWords }) => missedWords.length > 0))) {
    await db
      .insertInto("missed_question")
      .values(batch.map(toRow))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
}

/** For the desk: the latest first, at most `limit`. */
export async function readMissedQuestions(
  db: DbHandle,
  now: Date,
  limit: number,
): Promise<MissedQuestion[]> {
  const residents = db.fn.count<number>("resident_hash").distinct();
  const rows = await db
    .selectFrom("missed_question")
    .select(({ fn }) => [
      fn.min<string>("words").as("words"),
      fn.count<number>("resident_hash").distinct().as("residents"),
      fn.max<Date>("at").as("last_at"),
    ])
    .where("at", ">=", oldest(now))
    .groupBy("alike")
    .having(residents, ">=", minResidents)
    .orderBy("last_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ words, residents: count, last_at: lastAt }) => ({
    words: words.split(" "),
    residents: Number(count),
    lastAt,
  }));
}

/** Deletes what is older than 30 days at `now`, in short statements. Returns how much went. */
export async function deleteOldMissedQuestions(db: DbHandle, now: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const old = db
      .selectFrom("missed_question")
      .select("id")
      .where("at", "<", oldest(now))
      .limit(maxRowsPerDelete);
    const [result] = await db.deleteFrom("missed_question").where("id", "in", old).execute();
    const deleted = Number(result?.numDeletedRows ?? 0);
    total += deleted;
    if (deleted < maxRowsPerDelete) return total;
  }
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - missedQuestionDays * msPerDay);
}

/** Alike is what was said in the same words, in whatever order. */
function toRow({ id, at, residentHash, missedWords }: NewMissedQuestion): MissedQuestionRow {
  return {
    id,
    at,
    resident_hash: residentHash,
    alike: missedWords.toSorted().join(" "),
    words: missedWords.join(" "),
  };
}
