import { insertAgency, insertAgencyPrefix } from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { NewAgency } from "./write-access.ts";

/**
 * Creates each agency once that a call brings for the first time. An administrator has to complete it. Without a name its
 * code is its name.
 */
export function createAgencyOnce(db: DbHandle, now: Date) {
  const created = new Map<string, number>();
  return async ({ madonvi, prefix }: NewAgency, name: string | null): Promise<number> => {
    const key = JSON.stringify([madonvi, prefix]);
    const known = created.get(key);
    if (known !== undefined) return known;
    const id = await insertAgency(db, {
      madonvi,
      name: name ?? madonvi ?? prefix ?? "",
      is_complete: false,
      follows_contacts: false,
      created_at: now,
    });
    if (prefix !== null) await insertAgencyPrefix(db, id, prefix);
    created.set(key, id);
    return id;
  };
}
