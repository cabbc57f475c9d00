import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

export interface Agency {
  readonly id: number;
  readonly name: string;
}

export function listAgencies(db: DbHandle): Promise<Agency[]> {
  return db.selectFrom("agency").select(["id", "name"]).orderBy("name").orderBy("id").execute();
}

/** For whom somebody works: an official for their own, an administrator for the one they name; null where there is none such. */
export async function workingFor(
  db: DbHandle,
  { role, agencyId }: Account,
  named: number | null,
): Promise<Agency | null> {
  const id = role === "administrator" ? named : agencyId;
  if (id === null) return null;
  const agency = db.selectFrom("agency").select(["id", "name"]).where("id", "=", id);
  return (await agency.executeTakeFirst()) ?? null;
}
