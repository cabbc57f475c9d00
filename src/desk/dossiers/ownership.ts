import { normalizeDossierCode, parseAgencyPrefix } from "../../catalog/dossiers/dossier-code.ts";
import { batchesOf } from "../../db/batches.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DeskContext } from "../framework/context.ts";
import type { Owner, SignedInRequest } from "../framework/route.ts";

/** Whose the dossier is that the path names as `:dossier`; for the route table. */
export async function ownerOfDossier(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = Number(params["dossier"]);
  if (!Number.isSafeInteger(id)) return null;
  const row = await database.db
    .selectFrom("dossier")
    .select("agency_id")
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { agencyId: row.agency_id };
}

/**
 * Which of these codes are another agency's than this one's: by the dossier, else by the identifier at the code's head.
 * Returns their keys.
 */
export async function foreignCodes(
  db: DbHandle,
  codes: readonly string[],
  agencyId: number,
): Promise<ReadonlySet<string>> {
  const known = await agenciesOfDossiers(db, codes.map(normalizeDossierCode));
  const byPrefix = await agenciesOfPrefixes(db, codes);
  const foreign = codes.filter((code) => {
    const key = normalizeDossierCode(code);
    if (known.has(key)) return known.get(key) !== agencyId;
    const owner = byPrefix.get(parseAgencyPrefix(code) ?? "");
    return owner !== undefined && owner !== agencyId;
  });
  return new Set(foreign.map(normalizeDossierCode));
}

async function agenciesOfDossiers(db: DbHandle, keys: readonly string[]) {
  const found = new Map<string, number | null>();
  for (const batch of batchesOf([...new Set(keys)])) {
    const rows = await db
      .selectFrom("dossier")
      .select(["code_key", "agency_id"])
      .where("code_key", "in", [...batch])
      .execute();
    for (const { code_key, agency_id } of rows) found.set(code_key, agency_id);
  }
  return found;
}

async function agenciesOfPrefixes(db: DbHandle, codes: readonly string[]) {
  const prefixes = new Set(codes.map(parseAgencyPrefix).filter((prefix) => prefix !== null));
  const found = new Map<string, number>();
  for (const batch of batchesOf([...prefixes])) {
    const rows = await db
      .selectFrom("agency_prefix")
      .select(["prefix", "agency_id"])
      .where("prefix", "in", [...batch])
      .execute();
    for (const { prefix, agency_id } of rows) found.set(prefix, agency_id);
  }
  return found;
}
