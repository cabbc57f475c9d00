import type { DbHandle } from "../../db/schema.ts";

/** News that no route could carry begins anew, with all its routes. Returns whether it was waiting here. */
export async function redriveDelivery(db: DbHandle, id: number, now: Date): Promise<boolean> {
  const [result] = await db
    .updateTable("delivery")
    .set({
      state: "waiting",
      due_at: now,
      claimed_until: null,
      tries: 0,
      unknowns: 0,
      refused: "",
      settled_at: null,
    })
    .where("id", "=", id)
    .where("state", "=", "parked")
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Somebody told the resident by other means. Returns whether it was waiting here. */
export async function closeDeadLetter(
  db: DbHandle,
  id: number,
  { reason, now }: { reason: string; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("delivery")
    .set({ state: "dropped", reason, settled_at: now })
    .where("id", "=", id)
    .where("state", "=", "parked")
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}
