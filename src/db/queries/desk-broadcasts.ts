import type { DbHandle } from "../schema.ts";

/** What the desk reads to compose a broadcast. */

/** Returns the codes of these dossiers. */
export async function selectDossierCodes(db: DbHandle, ids: readonly number[]): Promise<string[]> {
  const rows = await db
    .selectFrom("dossier")
    .select("code")
    .where("id", "in", ids)
    .orderBy("id")
    .execute();
  return rows.map(({ code }) => code);
}

/** Returns those of an agency's dossiers that have one of these codes. */
export function selectDossiersOfAgency(
  db: DbHandle,
  agencyId: number,
  codeKeys: readonly string[],
): Promise<{ readonly id: number; readonly code_key: string }[]> {
  return db
    .selectFrom("dossier")
    .select(["id", "code_key"])
    .where("agency_id", "=", agencyId)
    .where("code_key", "in", codeKeys)
    .execute();
}
