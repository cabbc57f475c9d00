import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { toProofKind } from "../../catalog/dossiers/proof.ts";
import { findWholeCode, type TypedCode } from "../../catalog/dossiers/typed-code.ts";
import type { Resident } from "../../channels/resident.ts";
import {
  type ProvableDossierRow,
  selectProofOfPrefix,
  selectProvableDossier,
  selectProvableDossiers,
  selectReadableDossiers,
} from "../../db/queries/dossier-access.ts";
import { isFollower } from "../../db/queries/followers.ts";
import { hasRightProof } from "../../db/queries/proof-outcomes.ts";
import type { DbHandle } from "../../db/schema.ts";
import type {
  DossierLinkResult,
  DossierSearchResult,
  FollowOffer,
  OpenDossier,
} from "../../flows/engine/ports.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { isProvable } from "./proof-check.ts";

export interface AccessDependencies {
  /** What the resident is offered if they follow a dossier with these contacts. */
  readonly offer: (resident: Resident, contacts: Contacts) => FollowOffer;
}

/** By what else than the chat an applicant can be reached. */
export interface Contacts {
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

interface Search {
  readonly resident: Resident;
  /** A proof since then still opens its dossier. */
  readonly provedSince: Date;
}

/**
 * Finds the way to the dossier of a typed code. Only what the resident may read already is opened, by its tail only if they follow
 * it. Any other whole code leads to the proof, whether or not there is such a dossier, after the same statements.
 */
export async function findDossier(
  db: DbHandle,
  typed: TypedCode,
  search: Search,
  dependencies: AccessDependencies,
): Promise<DossierSearchResult> {
  const codeKey = normalizeDossierCode(typed.code);
  const endsSo = { codeKey, reversedKey: reverseCodeKey(codeKey) };
  const found =
    codeKey.length < minCodeTailLength ? [] : await selectReadableDossiers(db, endsSo, search);
  const readable = found.filter((row) => row.is_followed || row.code_key === codeKey);
  const [first] = readable;
  if (first !== undefined && (readable.length === 1 || first.code_key === codeKey)) {
    return toAccess(db, first, search.resident, dependencies);
  }
  if (!typed.isWhole)
    return readable.length > 1 ? { result: "several-followed" } : { result: "tail" };
  const [dossier, ofPrefix] = await Promise.all([
    findProvable(db, typed),
    selectProofOfPrefix(db, agencyPrefixOf(typed.code)),
  ]);
  return { result: "prove", proof: toProofKind(dossier?.proof ?? ofPrefix) };
}

/** Of an official code what stands before the day; the first groups may be missing. */
function agencyPrefixOf(code: string): string {
  const [agency = ""] = findWholeCode(code)?.split("-") ?? [code];
  return normalizeDossierCode(agency);
}

/** Finds the way to the dossier that a link names. A link is worth as much as the code: it proves nothing about the resident. */
export async function openDossier(
  db: DbHandle,
  id: number,
  { resident, provedSince }: Search,
  dependencies: AccessDependencies & { readonly box: DossierBox },
): Promise<DossierLinkResult> {
  const dossier = await selectProvableDossier(db, id);
  if (dossier === undefined) return { result: "none" };
  const access = await toAccess(db, dossier, resident, dependencies);
  const proof = { dossierId: id, resident, since: provedSince };
  if (access.isFollowed || (await hasRightProof(db, proof))) return access;
  if (!isProvable(dossier, dependencies.box)) return { result: "unprovable" };
  return { result: "prove", proof: toProofKind(dossier.proof) };
}

/** Finds the only dossier that a whole code names. Of an official one the agency's first groups may be missing. */
export async function findProvable(
  db: DbHandle,
  { code }: TypedCode,
): Promise<ProvableDossierRow | undefined> {
  const codeKey = normalizeDossierCode(code);
  const reversedKey = findWholeCode(code) === null ? null : reverseCodeKey(codeKey);
  const [first, second] = await selectProvableDossiers(db, { codeKey, reversedKey });
  return second === undefined || first?.code_key === codeKey ? first : undefined;
}

/** Returns the dossier as one that the resident may open. */
export async function toAccess(
  db: DbHandle,
  {
    id,
    phone_sealed,
    email_sealed,
  }: Pick<ProvableDossierRow, "id" | "phone_sealed" | "email_sealed">,
  resident: Resident,
  { offer }: AccessDependencies,
): Promise<OpenDossier> {
  const contacts = { hasPhone: phone_sealed !== null, hasEmail: email_sealed !== null };
  return {
    result: "open",
    dossier: id,
    isFollowed: await isFollower(db, id, resident),
    offer: offer(resident, contacts),
  };
}
