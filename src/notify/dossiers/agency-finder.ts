import { normalizeDossierCode, parseAgencyPrefix } from "../../catalog/dossiers/dossier-code.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierReport, ReportSender } from "./report.ts";

/**
 * Finds the agency of each dossier: the sender's, else that of its code's prefix. One not yet known is made from what was sent,
 * for an administrator to complete. Dossier code → agency id, or null where neither says.
 */
export function agencyFinder(db: DbHandle, sender: ReportSender, now: Date) {
  const found = new Map<string, number>();
  const remembered = async (key: string, find: () => Promise<number>): Promise<number> => {
    const id = found.get(key) ?? (await find());
    found.set(key, id);
    return id;
  };

  return async ({ code, agencyName }: DossierReport): Promise<number | null> => {
    if ("agencyId" in sender) return sender.agencyId;
    const { madonvi } = sender;
    if (madonvi !== null) {
      return remembered(`madonvi ${madonvi}`, () => agencyOf(db, madonvi, agencyName, now));
    }
    const prefix = parseAgencyPrefix(code);
    if (prefix === null) return null;
    return remembered(`prefix ${prefix}`, () => agencyWith(db, prefix, agencyName, now));
  };
}

async function agencyOf(
  db: DbHandle,
  madonvi: string,
  name: string | null,
  now: Date,
): Promise<number> {
  const known = await db
    .selectFrom("agency")
    .select("id")
    .where("madonvi", "=", madonvi)
    .executeTakeFirst();
  return known?.id ?? (await makeAgency(db, madonvi, name ?? madonvi, now));
}

/** Many agencies send under the very identifier that heads their codes. */
async function agencyWith(
  db: DbHandle,
  prefix: string,
  name: string | null,
  now: Date,
): Promise<number> {
  const known = await db
    .selectFrom("agency_prefix")
    .select("agency_id")
    .where("prefix", "=", prefix)
    .executeTakeFirst();
  if (known !== undefined) return known.agency_id;
  const id = await makeAgency(db, null, name ?? prefix, now);
  await db.insertInto("agency_prefix").values({ prefix, agency_id: id }).execute();
  return id;
}

async function makeAgency(
  db: DbHandle,
  madonvi: string | null,
  name: string,
  now: Date,
): Promise<number> {
  const agency = await db
    .insertInto("agency")
    .values({ madonvi, name, is_complete: false, follows_contacts: false, created_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  await claimPrefix(db, agency.id, madonvi === null ? "" : normalizeDossierCode(madonvi));
  return agency.id;
}

/** So that the same agency is found when it once sends without its `madonvi`. */
async function claimPrefix(db: DbHandle, agencyId: number, prefix: string): Promise<void> {
  if (prefix === "") return;
  await db
    .insertInto("agency_prefix")
    .values({ prefix, agency_id: agencyId })
    .onConflict((conflict) => conflict.column("prefix").doNothing())
    .execute();
}
