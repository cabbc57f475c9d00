import { agencyIdentifiersOf } from "../../catalog/dossiers/agency-identifier.ts";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { selectAgencyByMadonvi, selectListedPrefixes } from "../../db/queries/agencies.ts";
import { selectAgenciesOfDossiers } from "../../db/queries/dossiers.ts";
import {
  selectAgenciesOfSystem,
  selectAgenciesWithSystem,
} from "../../db/queries/onestop-systems.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ReportSender } from "./report.ts";

/** Why a sender may not write a dossier. */
export type RefusalReason =
  /** It is another agency's. */
  | "foreign"
  /** Nobody has it, and its code does not begin with an identifier of the sender's agency. */
  | "unlisted"
  /** The call names an agency that this system is not bound to. */
  | "unbound"
  /** Its agency has a system of its own, so the shared account may not write for it. */
  | "own-system";

export interface Refusal {
  readonly reason: RefusalReason;
  /** The agency that has the dossier; null if none has. */
  readonly ownerId: number | null;
}

/** An agency that nobody knew before, to be created from the report. */
export interface NewAgency {
  readonly madonvi: string | null;
  readonly prefix: string | null;
}

/** Whose dossier it is if the sender may write it. */
type Verdict =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly owner: number | NewAgency | null };

/** Returns the verdict for a normalized code. */
export type WriteAccess = (codeKey: string) => Verdict;

/** The part of a verdict that depends on the sender. */
interface SenderRights {
  /** Why it may not write this agency's dossiers; null if it may. */
  refusalFor(agencyId: number): RefusalReason | null;
  /** Who gets a dossier that nobody has, or why the sender may not add it. */
  ownerOfNew(codeKey: string): number | NewAgency | null | "unlisted";
}

/**
 * Loads who may write what: the only definition, for one-stop systems, imports and the forms of the desk. An agency writes
 * only dossiers whose codes begin with its own identifiers, and never another agency's
 * (docs/decisions/0030-who-writes-which-dossier.md).
 */
export async function loadWriteAccess(
  db: DbHandle,
  sender: ReportSender,
  codeKeys: readonly string[],
): Promise<WriteAccess> {
  const register = await loadRegister(db, codeKeys);
  const rights = await rightsOf(db, sender, register);
  return (codeKey) => {
    const ownerId = register.ownerOf(codeKey);
    if (typeof rights === "string") return { refusal: { reason: rights, ownerId } };
    if (ownerId !== null) {
      const reason = rights.refusalFor(ownerId);
      return reason === null ? { refusal: null, owner: ownerId } : { refusal: { reason, ownerId } };
    }
    const owner = rights.ownerOfNew(codeKey);
    return owner === "unlisted"
      ? { refusal: { reason: owner, ownerId } }
      : { refusal: null, owner };
  };
}

/** Returns the normalized codes that the sender may not write, with the reasons. */
export async function findRefusals(
  db: DbHandle,
  sender: ReportSender,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Refusal>> {
  const codeKeys = [...new Set(codes.map(normalizeDossierCode))];
  return refusalsIn(await loadWriteAccess(db, sender, codeKeys), codeKeys);
}

export function refusalsIn(
  access: WriteAccess,
  codeKeys: readonly string[],
): ReadonlyMap<string, Refusal> {
  return new Map(
    codeKeys.flatMap((codeKey) => {
      const { refusal } = access(codeKey);
      return refusal === null ? [] : [[codeKey, refusal] as const];
    }),
  );
}

interface ListedPrefix {
  readonly agencyId: number;
  /** An administrator has stated it. Otherwise it was taken from a message. */
  readonly isConfirmed: boolean;
}

interface Register {
  /** The agency that has this dossier or, if it is not known yet, its identifier; null if none. */
  ownerOf(codeKey: string): number | null;
  readonly hasPrefixes: (agencyId: number) => boolean;
  readonly hasConfirmedPrefixes: (agencyId: number) => boolean;
  readonly agencyOfPrefix: (prefix: string) => number | null;
}

async function loadRegister(db: DbHandle, codeKeys: readonly string[]): Promise<Register> {
  const stored = await selectAgenciesOfDossiers(db, codeKeys);
  const rows = await selectListedPrefixes(db);
  const listed = new Map<string, ListedPrefix>(
    rows.map(({ prefix, agency_id, is_complete }) => [
      prefix,
      { agencyId: agency_id, isConfirmed: is_complete },
    ]),
  );
  const all = [...listed.values()];
  const withPrefixes = new Set(all.map(({ agencyId }) => agencyId));
  const confirmed = new Set(
    all.filter(({ isConfirmed }) => isConfirmed).map(({ agencyId }) => agencyId),
  );
  return {
    ownerOf: (codeKey) => {
      const prefix = findPrefix(listed, codeKey);
      // What an administrator has stated also decides about dossiers that came before it, as when agencies are merged.
      if (prefix?.isConfirmed === true) return prefix.agencyId;
      return stored.get(codeKey) ?? prefix?.agencyId ?? null;
    },
    hasPrefixes: (agencyId) => withPrefixes.has(agencyId),
    hasConfirmedPrefixes: (agencyId) => confirmed.has(agencyId),
    agencyOfPrefix: (prefix) => listed.get(prefix)?.agencyId ?? null,
  };
}

/** A code of another form than the official one belongs to the longest identifier that it begins with. */
function findPrefix(
  listed: ReadonlyMap<string, ListedPrefix>,
  codeKey: string,
): ListedPrefix | undefined {
  const identifiers = agencyIdentifiersOf(codeKey);
  if (identifiers.length > 0) {
    return identifiers.map((identifier) => listed.get(identifier)).find(isListed);
  }
  for (let length = codeKey.length; length > 0; length -= 1) {
    const found = listed.get(codeKey.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isListed(prefix: ListedPrefix | undefined): boolean {
  return prefix !== undefined;
}

/** Returns what the sender may do, or why it may do nothing. */
async function rightsOf(
  db: DbHandle,
  sender: ReportSender,
  register: Register,
): Promise<SenderRights | RefusalReason> {
  if ("agencyId" in sender) return rightsAtDesk(sender.agencyId, register);
  const { madonvi, systemId } = sender;
  const agencyId = madonvi === null ? null : await findSender(db, madonvi, register);
  return systemId === undefined
    ? rightsOfSharedAccount(db, { madonvi, agencyId }, register)
    : rightsOfSystem(db, { systemId, madonvi, agencyId }, register);
}

/** Many agencies send under the identifier that begins their codes. */
async function findSender(
  db: DbHandle,
  madonvi: string,
  { agencyOfPrefix }: Register,
): Promise<number | null> {
  const known = await selectAgencyByMadonvi(db, madonvi);
  return known ?? agencyOfPrefix(normalizeDossierCode(madonvi));
}

/** The desk has checked who may act for which agency. null: an administrator, for a dossier that no agency has. */
function rightsAtDesk(agencyId: number | null, { hasPrefixes }: Register): SenderRights {
  if (agencyId === null) return { refusalFor: () => null, ownerOfNew: () => null };
  return {
    refusalFor: (id) => (id === agencyId ? null : "foreign"),
    ownerOfNew: () => (hasPrefixes(agencyId) ? "unlisted" : agencyId),
  };
}

interface Envelope {
  readonly madonvi: string | null;
  /** The agency that `madonvi` names, if it is known. */
  readonly agencyId: number | null;
}

async function rightsOfSystem(
  db: DbHandle,
  { systemId, madonvi, agencyId }: Envelope & { readonly systemId: number },
  { hasPrefixes }: Register,
): Promise<SenderRights | RefusalReason> {
  const bound = await selectAgenciesOfSystem(db, systemId);
  if (madonvi !== null && (agencyId === null || !bound.includes(agencyId))) return "unbound";
  const [only = null, ...others] = bound;
  const own = agencyId ?? (others.length === 0 ? only : null);
  return {
    refusalFor: (id) => (bound.includes(id) ? null : "foreign"),
    ownerOfNew: () => (own === null || hasPrefixes(own) ? "unlisted" : own),
  };
}

/** Nobody vouches for `madonvi` here: it can only narrow what the call may write. */
async function rightsOfSharedAccount(
  db: DbHandle,
  { madonvi, agencyId }: Envelope,
  { hasConfirmedPrefixes }: Register,
): Promise<SenderRights | RefusalReason> {
  const withSystem = await selectAgenciesWithSystem(db);
  if (madonvi === null) {
    return {
      refusalFor: (id) => (withSystem.has(id) ? "own-system" : null),
      ownerOfNew: (codeKey) => {
        const [prefix] = agencyIdentifiersOf(codeKey);
        return prefix === undefined ? null : { madonvi: null, prefix };
      },
    };
  }
  if (agencyId === null) {
    const prefix = normalizeDossierCode(madonvi) || null;
    return { refusalFor: () => "foreign", ownerOfNew: () => ({ madonvi, prefix }) };
  }
  if (withSystem.has(agencyId)) return "own-system";
  return {
    refusalFor: (id) => (id === agencyId ? null : "foreign"),
    ownerOfNew: () => (hasConfirmedPrefixes(agencyId) ? "unlisted" : agencyId),
  };
}
