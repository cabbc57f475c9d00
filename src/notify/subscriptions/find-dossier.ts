import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { Resident } from "../../channels/resident.ts";
import {
  findDossierById,
  findDossiersByCode,
  findDossiersByReversedPrefix,
} from "../../db/queries/dossiers.ts";
import { isFollower } from "../../db/queries/followers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierSearchResult, FollowOffer } from "../../flows/engine/ports.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { lastDigitsOf } from "./verification.ts";

interface SearchDependencies {
  readonly box: DossierBox;
  /** What the resident is offered if they follow a dossier with these contacts. */
  readonly offer: (contacts: Contacts) => FollowOffer;
}

/** By what else than the chat an applicant can be reached. */
export interface Contacts {
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

/**
 * Finds the dossier with this code, or the only one whose code ends so. The result reveals nothing of the dossier but that it
 * exists.
 */
export async function findDossier(
  db: DbHandle,
  typed: string,
  resident: Resident,
  dependencies: SearchDependencies,
): Promise<DossierSearchResult> {
  const codeKey = normalizeDossierCode(typed);
  const found = await search(db, codeKey);
  const [dossier] = found;
  if (dossier === undefined) return { result: "none" };
  if (found.length > 1) return { result: "many" };
  const isWholeCode = dossier.code_key === codeKey;
  return toSearchResult(db, dossier, resident, { ...dependencies, isWholeCode });
}

/** Finds the dossier that a link names. Such a link is worth as much as the code: it proves nothing about the resident. */
export async function openDossier(
  db: DbHandle,
  id: number,
  resident: Resident,
  dependencies: SearchDependencies,
): Promise<DossierSearchResult> {
  const dossier = await findDossierById(db, id);
  if (dossier === undefined) return { result: "none" };
  return toSearchResult(db, dossier, resident, { ...dependencies, isWholeCode: true });
}

async function toSearchResult(
  db: DbHandle,
  { id, code_key, told_status: status, phone_sealed, email_sealed }: FoundRow,
  resident: Resident,
  { box, offer, isWholeCode }: SearchDependencies & { readonly isWholeCode: boolean },
): Promise<DossierSearchResult> {
  if (lastDigitsOf(box.open(phone_sealed, code_key, "phone")) === null) {
    // The end of a code can be guessed, and without a phone nothing can be verified.
    if (!isWholeCode) return { result: "none" };
    return { result: "word", status: status !== null && isDossierStatus(status) ? status : null };
  }
  return {
    result: "one",
    dossier: id,
    isFollowed: await isFollower(db, id, resident),
    offer: offer({ hasPhone: true, hasEmail: email_sealed !== null }),
  };
}

/** Searches the whole code first, because it may also be the end of another one. Two rows are enough to know that it is not unique. */
async function search(db: DbHandle, codeKey: string) {
  if (codeKey.length < minCodeTailLength) return [];
  const exact = await findDossiersByCode(db, codeKey);
  if (exact.length > 0) return exact;
  return findDossiersByReversedPrefix(db, reverseCodeKey(codeKey), 2);
}

type FoundRow = Awaited<ReturnType<typeof findDossiersByCode>>[number];
