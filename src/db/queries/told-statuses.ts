import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";

/** The status that the followers of a dossier were told last. */
export interface ToldStatus {
  readonly status: number | null;
  readonly at: Date | null;
}

/** Returns what was told last of each dossier that has one of these codes. */
export async function selectToldStatuses(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, ToldStatus>> {
  const found = new Map<string, ToldStatus>();
  for (const batch of batchesOf([...new Set(codeKeys)])) {
    const rows = await db
      .selectFrom("dossier")
      .select(["code_key", "told_status", "told_at"])
      .where("code_key", "in", [...batch])
      .execute();
    for (const { code_key, told_status: status, told_at: at } of rows) {
      found.set(code_key, { status, at });
    }
  }
  return found;
}
