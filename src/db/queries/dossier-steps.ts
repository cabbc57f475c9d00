import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { DossierStepTable } from "../tables/dossier-tables.ts";

/** Inserts the steps. A step whose identity is stored already stays unchanged. */
export async function insertSteps(db: DbHandle, rows: readonly DossierStepTable[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await db
      .insertInto("dossier_step")
      .values([...batch])
      .onConflict((conflict) => conflict.column("identity").doNothing())
      .execute();
  }
}

export async function selectStepsByCode(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<DossierStepTable[]> {
  const rows: DossierStepTable[] = [];
  for (const batch of batchesOf(codeKeys)) {
    const found = await db
      .selectFrom("dossier_step")
      .selectAll()
      .where("code_key", "in", [...batch])
      .execute();
    rows.push(...found);
  }
  return rows;
}

export function selectStep(db: DbHandle, identity: string) {
  return db
    .selectFrom("dossier_step")
    .select(["status", "at", "note"])
    .where("identity", "=", identity)
    .executeTakeFirst();
}
