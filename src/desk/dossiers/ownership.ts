import { selectDossierReference } from "../../db/queries/desk-dossiers.ts";
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
