import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { MissedKind } from "../tables/turn-tables.ts";

/** How long the words of questions that were not understood are stored and shown. */
export const missedQuestionDays = 30;
/** A figure counts: a question is in it only if so many residents asked the same. */
const minResidents = 3;
const msPerDay = 86_400_000;
/** On the embedded database everybody waits while a statement runs, so none may be long. */
const maxRowsPerDelete = 5_000;

/** A sentence that was taken for something else. */
interface Misunderstood {
  readonly kind: MissedKind;
  readonly words: readonly string[];
  readonly intent: string;
  readonly procedures: readonly string[];
}

/** A turn in which a resident's sentence was not understood, or which shows that an earlier one was not. */
interface NewMissedQuestion {
  readonly id: string;
  readonly at: Date;
  readonly residentHash: string;
  /** Only words that every resident might use. Empty: nothing is recorded. */
  readonly missedWords: readonly string[];
  /** Absent: none. */
  readonly misunderstood?: readonly Misunderstood[];
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
  for (const batch of batchesOf(questions.flatMap(toRows))) {
    await db
      .insertInto("missed_question")
      .values(batch)
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
    .where("at", ">=", oldestShown(now))
    .where("kind", "=", "unmatched")
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
      .where("at", "<", oldestShown(now))
      .limit(maxRowsPerDelete);
    const [result] = await db.deleteFrom("missed_question").where("id", "in", old).execute();
    const deleted = Number(result?.numDeletedRows ?? 0);
    total += deleted;
    if (deleted < maxRowsPerDelete) return total;
  }
}

export function oldestShown(now: Date): Date {
  return new Date(now.getTime() - missedQuestionDays * msPerDay);
}

/** Returns the rows of one turn: the sentence that fitted nothing, and those that were taken for something else. */
function toRows({ id, at, residentHash, missedWords, misunderstood = [] }: NewMissedQuestion) {
  const unmatched = { kind: "unmatched", words: missedWords, intent: "", procedures: [] } as const;
  const sentences: readonly Misunderstood[] = [unmatched, ...misunderstood];
  return sentences
    .filter(({ words }) => words.length > 0)
    .map(({ kind, words, intent, procedures }) => ({
      id: kind === "unmatched" ? id : `${id}:${kind}`,
      at,
      resident_hash: residentHash,
      alike: alikeOf(words),
      words: words.join(" "),
      kind,
      intent,
      procedures: procedures.join(" "),
    }));
}

/** Two questions are the same if they have the same words in any order. */
function alikeOf(words: readonly string[]): string {
  return words.toSorted().join(" ");
}
