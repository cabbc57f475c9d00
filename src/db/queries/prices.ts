import type { DbHandle } from "../schema.ts";
import type { Transaction } from "../transaction.ts";

/** Returns what a message of each kind costs in đồng; a kind without a price is absent. */
export async function selectPrices(db: DbHandle): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("message_price").select(["kind", "dong"]).execute();
  return new Map(rows.map(({ kind, dong }) => [kind, dong]));
}

/** Stores these prices instead of all that were stored. */
export async function replacePrices(
  tx: Transaction,
  prices: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...prices].map(([kind, dong]) => ({ kind, dong }));
  const kinds = rows.map(({ kind }) => kind);
  // SQL allows no empty list, and no kind is "".
  await tx
    .deleteFrom("message_price")
    .where("kind", "not in", ["", ...kinds])
    .execute();
  if (rows.length === 0) return;
  await tx
    .insertInto("message_price")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("kind").doUpdateSet((row) => ({ dong: row.ref("excluded.dong") })),
    )
    .execute();
}
