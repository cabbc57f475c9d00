import { normalizeDossierCode, parseAgencyPrefix } from "../../catalog/dossiers/dossier-code.ts";
import { selectAgenciesOfPrefixes } from "../../db/queries/agencies.ts";
import {
  selectAgenciesOfDossiers,
  selectDossierReference,
} from "../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { type DeskContext, type Owner, pathId, type SignedInRequest } from "../framework/route.ts";

/** Returns the owner of the dossier that the path names as `:dossier`; for the route table. */
export async function findDossierOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = pathId(params, "dossier");
  if (id === null) return null;
  const row = await selectDossierReference(database.db, id);
  return row === undefined ? null : { agencyId: row.agency_id };
}

/**
 * Returns the keys of those codes that belong to another agency: the agency of the dossier decides, or, if the dossier is
 * not known, the prefix of the code.
 */
export async function findForeignCodes(
  db: DbHandle,
  codes: readonly string[],
  agencyId: number,
): Promise<ReadonlySet<string>> {
  const byDossier = await selectAgenciesOfDossiers(db, codes.map(normalizeDossierCode));
  const prefixes = new Set(codes.map(parseAgencyPrefix).filter((prefix) => prefix !== null));
  const byPrefix = await selectAgenciesOfPrefixes(db, [...prefixes]);
  const foreign = codes.filter((code) => {
    const key = normalizeDossierCode(code);
    if (byDossier.has(key)) return byDossier.get(key) !== agencyId;
    const owner = byPrefix.get(parseAgencyPrefix(code) ?? "");
    return owner !== undefined && owner !== agencyId;
  });
  return new Set(foreign.map(normalizeDossierCode));
}
