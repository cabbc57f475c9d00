import type { DbHandle } from "../schema.ts";

/** Returns the open accounts of a help point's team that have signed in at least once, by name. */
export function selectTeamOfPoint(
  db: DbHandle,
  pointId: string,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return db
    .selectFrom("desk_account_point")
    .innerJoin("desk_account", "desk_account.id", "desk_account_point.account_id")
    .select(["desk_account.id", "desk_account.name"])
    .where("desk_account_point.point_id", "=", pointId)
    .where("desk_account.closed_at", "is", null)
    .where("desk_account.password_hash", "is not", null)
    .orderBy("desk_account.name")
    .orderBy("desk_account.id")
    .execute();
}
