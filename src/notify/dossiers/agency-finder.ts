import { normalizeDossierCode, parseAgencyPrefix } from "../../catalog/dossiers/dossier-code.ts";
import {
  insertAgency,
  insertAgencyPrefix,
  selectAgencyByMadonvi,
  selectAgencyByPrefix,
} from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierReport, ReportSender } from "./report.ts";

/**
 * Finds the agency of each dossier: the sender's, or else that of the code's prefix. An agency that is not known yet is
 * created from the report, and an administrator has to complete it. Returns null if neither names an agency.
 */
export function createAgencyFinder(db: DbHandle, sender: ReportSender, now: Date) {
  const found = new Map<string, number>();
  const findOnce = async (key: string, find: () => Promise<number>): Promise<number> => {
    const id = found.get(key) ?? (await find());
    found.set(key, id);
    return id;
  };

  return async ({ code, agencyName }: DossierReport): Promise<number | null> => {
    if ("agencyId" in sender) return sender.agencyId;
    const { madonvi } = sender;
    if (madonvi !== null) {
      return findOnce(`madonvi ${madonvi}`, () =>
        findOrCreateByMadonvi(db, madonvi, agencyName, now),
      );
    }
    const prefix = parseAgencyPrefix(code);
    if (prefix === null) return null;
    return findOnce(`prefix ${prefix}`, () => findOrCreateByPrefix(db, prefix, agencyName, now));
  };
}

/** Many agencies send under the identifier that begins their codes, so a new agency gets that prefix too. */
async function findOrCreateByMadonvi(
  db: DbHandle,
  madonvi: string,
  name: string | null,
  now: Date,
): Promise<number> {
  const known = await selectAgencyByMadonvi(db, madonvi);
  if (known !== null) return known;
  const id = await insertAgency(db, incompleteAgency(madonvi, name ?? madonvi, now));
  const prefix = normalizeDossierCode(madonvi);
  if (prefix !== "") await insertAgencyPrefix(db, id, prefix);
  return id;
}

async function findOrCreateByPrefix(
  db: DbHandle,
  prefix: string,
  name: string | null,
  now: Date,
): Promise<number> {
  const known = await selectAgencyByPrefix(db, prefix);
  if (known !== null) return known;
  const id = await insertAgency(db, incompleteAgency(null, name ?? prefix, now));
  await insertAgencyPrefix(db, id, prefix);
  return id;
}

function incompleteAgency(madonvi: string | null, name: string, now: Date) {
  return { madonvi, name, is_complete: false, follows_contacts: false, created_at: now };
}
