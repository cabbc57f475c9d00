import { selectAccountPoints, selectOpenAccount } from "../../db/queries/accounts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Colleague } from "./conversation.ts";

const roles: readonly Colleague["role"][] = ["staff", "official", "administrator"];

/** Returns an account that is not closed, or null. */
export async function findColleague(db: DbHandle, id: number): Promise<Colleague | null> {
  const row = await selectOpenAccount(db, id);
  const role = roles.find((known) => known === row?.role);
  if (row === undefined || role === undefined) return null;
  const pointIds = await selectAccountPoints(db, id);
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role,
    agencyId: row.agency_id,
    pointIds,
  };
}
