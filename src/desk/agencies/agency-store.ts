import { type ProofKind, toProofKind } from "../../catalog/dossiers/proof.ts";
import {
  insertAgency,
  selectAgencies,
  selectAgencyByMadonvi,
  selectAgencyPrefixes,
  selectAgencyWards,
  updateAgency,
} from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";

interface AgencyView {
  readonly id: number;
  readonly name: string;
  readonly madonvi: string | null;
  /** The codes of its dossiers begin with one of these. */
  readonly prefixes: readonly string[];
  /** Codes of the wards that it serves. Empty: not known, so any ward may be meant. */
  readonly wards: readonly string[];
  readonly isComplete: boolean;
  readonly followsContacts: boolean;
  readonly proof: ProofKind;
}

interface AgencyDetails {
  readonly name: string;
  readonly madonvi: string | null;
  readonly follows_contacts: boolean;
  /** Absent: as before, or the default of a new agency. */
  readonly proof?: ProofKind | undefined;
  readonly now: Date;
}

/** Returns the agencies, those that are not complete first, then by name. */
export async function listAgencies(db: DbHandle): Promise<AgencyView[]> {
  const rows = await selectAgencies(db);
  const prefixes = await selectAgencyPrefixes(db);
  const wards = await selectAgencyWards(db);
  return rows.map(({ id, name, madonvi, is_complete, follows_contacts, proof }) => ({
    id,
    name,
    madonvi,
    prefixes: prefixes.filter(({ agency_id }) => agency_id === id).map(({ prefix }) => prefix),
    wards: wards.get(id) ?? [],
    isComplete: is_complete,
    followsContacts: follows_contacts,
    proof: toProofKind(proof),
  }));
}

export async function findAgency(db: DbHandle, id: number): Promise<AgencyView | null> {
  return (await listAgencies(db)).find((agency) => agency.id === id) ?? null;
}

/** Saves a new agency (id null) or a known one, which is complete from then on. Returns null if its `madonvi` is another's. */
export async function saveAgency(
  db: DbHandle,
  id: number | null,
  { now, name, madonvi, follows_contacts, proof }: AgencyDetails,
): Promise<number | null> {
  if (madonvi !== null) {
    const holder = await selectAgencyByMadonvi(db, madonvi);
    if (holder !== null && holder !== id) return null;
  }
  const details = { name, madonvi, follows_contacts, is_complete: true, ...(proof && { proof }) };
  if (id === null) return insertAgency(db, { ...details, created_at: now });
  await updateAgency(db, id, details);
  return id;
}
