import { normalizeBounded } from "../../catalog/text/normalize.ts";
import { selectAccountPoints, selectOpenAccount } from "../../db/queries/accounts.ts";
import { type AgencyName, selectAgencyName } from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";
import { parseRole, type Role } from "./roles.ts";

/** The account that is signed in. */
export interface Account {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Only officials have one. */
  readonly agencyId: number | null;
  /** Only staff have any. */
  readonly pointIds: readonly string[];
}

/** Longer than any username, whose form allows 100 letters. */
const maxUsernameLength = 400;

/** Returns a username in the form in which it is stored and compared: trimmed and in lower case. */
export function normalizeUsername(typed: string): string {
  return normalizeBounded(typed, maxUsernameLength).trim().toLowerCase();
}

/** Returns an account that is not closed, or null. */
export async function findAccount(db: DbHandle, id: number): Promise<Account | null> {
  const row = await selectOpenAccount(db, id);
  if (row === undefined) return null;
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role: parseRole(row.role),
    agencyId: row.agency_id,
    pointIds: await selectAccountPoints(db, id),
  };
}

/** Returns whose dossiers an account sees: officials their agency's, administrators all (null). */
export function agencyScope({ role, agencyId }: Account): { readonly agencyId: number | null } {
  // Without the 0, an official without an agency would see the dossiers of all.
  return { agencyId: role === "administrator" ? null : (agencyId ?? 0) };
}

/** Returns the agency that somebody works for: officials for their own, administrators for the one they name; or null. */
export async function findWorkingAgency(
  db: DbHandle,
  { role, agencyId }: Account,
  named: number | null,
): Promise<AgencyName | null> {
  const id = role === "administrator" ? named : agencyId;
  if (id === null) return null;
  return (await selectAgencyName(db, id)) ?? null;
}
