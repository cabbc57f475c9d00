import type { DbHandle } from "../schema.ts";
import type { LabelVerdict, SentenceLabelTable } from "../tables/sentence-label-table.ts";
import { oldestShown } from "./missed-questions.ts";

/** What somebody says that a sentence meant. */
export interface SentenceLabel {
  readonly alike: string;
  readonly words: string;
  readonly verdict: LabelVerdict;
  readonly intent: string | null;
  readonly procedureId: string | null;
}

/** Labels a sentence; a label that it has is replaced. Returns the label's id. */
export async function upsertLabel(
  db: DbHandle,
  { alike, words, verdict, intent, procedureId }: SentenceLabel,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<number> {
  const said = {
    verdict,
    intent,
    procedure_id: procedureId,
    labelled_by: by,
    labelled_at: now,
  };
  const { id } = await db
    .insertInto("sentence_label")
    .values({ alike, words, ...said })
    .onConflict((conflict) => conflict.column("alike").doUpdateSet(said))
    .returning("id")
    .executeTakeFirstOrThrow();
  return Number(id);
}

/** Returns false if there was none. */
export async function deleteLabel(db: DbHandle, alike: string): Promise<boolean> {
  const [result] = await db.deleteFrom("sentence_label").where("alike", "=", alike).execute();
  return Number(result?.numDeletedRows ?? 0) > 0;
}

type LabelRow = Omit<SentenceLabelTable, "id"> & { readonly id: number };

export async function selectLabel(db: DbHandle, alike: string): Promise<LabelRow | undefined> {
  return db.selectFrom("sentence_label").selectAll().where("alike", "=", alike).executeTakeFirst();
}

/** Returns labels, the latest first. */
export async function selectLabels(
  db: DbHandle,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<LabelRow[]> {
  return db
    .selectFrom("sentence_label")
    .selectAll()
    .orderBy("labelled_at", "desc")
    .orderBy("id", "desc")
    .offset(from)
    .limit(limit)
    .execute();
}

/** Returns the labels that say something about what was meant, the oldest first. */
export async function selectTrainingLabels(db: DbHandle): Promise<LabelRow[]> {
  return db
    .selectFrom("sentence_label")
    .selectAll()
    .where("verdict", "!=", "discarded")
    .orderBy("id")
    .execute();
}

/** Forgets which sentences were discarded, once the sentences themselves are deleted. */
export async function deleteOldDiscards(db: DbHandle, now: Date): Promise<void> {
  await db
    .deleteFrom("sentence_label")
    .where("verdict", "=", "discarded")
    .where("labelled_at", "<", oldestShown(now))
    .execute();
}
