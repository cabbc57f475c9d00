import type { DbHandle } from "../schema.ts";

const id = 1;

/** Writes one row, always the same: a database that only reads, or whose disk is full, rejects it. */
export async function probeWrite(db: DbHandle, at: Date): Promise<void> {
  await db
    .insertInto("write_probe")
    .values({ id, at })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ at }))
    .execute();
}
