import type { Queries } from "../../db/schema.ts";

export function listAgencies(db: Queries): Promise<{ id: number; name: string }[]> {
  return db.selectFrom("agency").select(["id", "name"]).orderBy("name").orderBy("id").execute();
}
