import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { MissedQuestionTable } from "../tables/turn-tables.ts";

/** How long the words of questions that were not understood are stored and shown. */
const missedQuestionDays = 30;
/** A single resident's sentence is private: a question is shown only if so many residents asked the same. */
const minResidents = 3;
const msPerDay = 86_400_000;
/** On the embedded database everybody waits while a statement runs, so none may be long. */
const maxRowsPerDelete = 5_000;

/** A turn in which a resident's sentence was not understood. */
interface NewMissedQuestion {
  readonly id: string;
  readonly at: Date;
  readonly residentHash: string;
  /** Only words that every resident might use. Empty: nothing is recorded. */
  readonly missedWords: readonly string[];
}

/** A question of several residents that the service did not understand. */
interface MissedQuestion {
  /** Only words of the catalogue and common words, in the order of one of these residents. */
  readonly words: readonly string[];
  readonly residents: number;
  readonly lastAt: Date;
}

/** Stores the words of sentences that were not understood. The same fact again changes nothing. */
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

/** Reads at most `limit` questions for the desk, the latest first. */
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

/** Deletes questions older than 30 days at `now`, in short statements. Returns how many there were. */
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

/** Two questions are the same if they have the same words in any order. */
function toRow({ id, at, residentHash, missedWords }: NewMissedQuestion): MissedQuestionTable {
  return {
    id,
    at,
    resident_hash: residentHash,
    alike: missedWords.toSorted().join(" "),
    words: missedWords.join(" "),
  };
}
