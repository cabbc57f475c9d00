import type { DbHandle } from "../schema.ts";
import type { MissedKind } from "../tables/turn-tables.ts";
import { oldestShown } from "./missed-questions.ts";

/** One way in which a sentence was misunderstood, and how often. */
export interface SentenceCase {
  readonly kind: MissedKind;
  /** What the service took it for; "" if for nothing. */
  readonly intent: string;
  readonly procedures: readonly string[];
  readonly count: number;
  readonly lastAt: Date;
}

/** A sentence of one resident or more that the service did not understand, or took for something else. */
export interface ListedSentence {
  /** Its words in a fixed order: they name it. */
  readonly alike: string;
  readonly words: string;
  readonly residents: number;
  readonly count: number;
  readonly lastAt: Date;
  readonly cases: readonly SentenceCase[];
}

interface Selection {
  readonly now: Date;
  readonly from: number;
  readonly limit: number;
  /** null: every kind. */
  readonly kind: MissedKind | null;
}

/** Reads sentences of the last 30 days that nobody has labelled yet, the latest first. */
export async function selectOpenSentences(
  db: DbHandle,
  { now, from, limit, kind }: Selection,
): Promise<ListedSentence[]> {
  const labelled = db.selectFrom("sentence_label").select("alike");
  let query = listed(db, now)
    .where("alike", "not in", labelled)
    .orderBy("last_at", "desc")
    .orderBy("alike")
    .offset(from)
    .limit(limit);
  if (kind !== null) query = query.where("kind", "=", kind);
  return withCases(db, await query.execute(), now);
}

/** Reads the sentence of these words; undefined if it is not stored, or no longer. */
export async function selectSentence(
  db: DbHandle,
  alike: string,
  now: Date,
): Promise<ListedSentence | undefined> {
  const rows = await listed(db, now).where("alike", "=", alike).execute();
  const [sentence] = await withCases(db, rows, now);
  return sentence;
}

function listed(db: DbHandle, now: Date) {
  return db
    .selectFrom("missed_question")
    .select(({ fn }) => [
      "alike",
      fn.min<string>("words").as("words"),
      fn.count<number>("resident_hash").distinct().as("residents"),
      fn.countAll<number>().as("count"),
      fn.max<Date>("at").as("last_at"),
    ])
    .where("at", ">=", oldestShown(now))
    .where("kind", "!=", "offered")
    .groupBy("alike");
}

type SentenceRow = Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number];

async function withCases(
  db: DbHandle,
  rows: readonly SentenceRow[],
  now: Date,
): Promise<ListedSentence[]> {
  if (rows.length === 0) return [];
  const cases = await db
    .selectFrom("missed_question")
    .select(({ fn }) => [
      ...(["alike", "kind", "intent", "procedures"] as const),
      fn.countAll<number>().as("count"),
      fn.max<Date>("at").as("last_at"),
    ])
    .where(
      "alike",
      "in",
      rows.map(({ alike }) => alike),
    )
    .where("at", ">=", oldestShown(now))
    .where("kind", "!=", "offered")
    .groupBy(["alike", "kind", "intent", "procedures"])
    .orderBy("count", "desc")
    .orderBy("kind")
    .execute();
  const byAlike = Map.groupBy(cases, ({ alike }) => alike);
  return rows.map(({ alike, words, residents, count, last_at: lastAt }) => ({
    alike,
    words,
    residents: Number(residents),
    count: Number(count),
    lastAt,
    cases: (byAlike.get(alike) ?? []).map((one) => ({
      kind: one.kind,
      intent: one.intent,
      procedures: one.procedures === "" ? [] : one.procedures.split(" "),
      count: Number(one.count),
      lastAt: one.last_at,
    })),
  }));
}
