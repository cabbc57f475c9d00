import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierSearchResult, FollowOffer } from "../../flows/engine/ports.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { isFollowing } from "./followers.ts";
import { lastDigitsOf } from "./verification.ts";

interface Finding {
  readonly box: DossierBox;
  readonly offer: (contacts: Contacts) => FollowOffer;
}

/** The dossier of that code, or the only one whose code ends so. Nothing of it is told but that it is there. */
export async function findDossier(
  db: DbHandle,
  typed: string,
  resident: Resident,
  finding: Finding,
): Promise<DossierSearchResult> {
  const key = normalizeDossierCode(typed);
  const found = await search(db, key);
  const [dossier] = found;
  if (dossier === undefined) return { result: "none" };
  if (found.length > 1) return { result: "many" };
  return tell(db, dossier, resident, { ...finding, isWhole: dossier.code_key === key });
}

/** The dossier that a link names. It opens what the code would, and proves as little. */
export async function openDossier(
  db: DbHandle,
  id: number,
  resident: Resident,
  finding: Finding,
): Promise<DossierSearchResult> {
  const dossier = await dossiers(db).where("id", "=", id).executeTakeFirst();
  if (dossier === undefined) return { result: "none" };
  return tell(db, dossier, resident, { ...finding, isWhole: true });
}

async function tell(
  db: DbHandle,
  { id, code_key, told_status: status, phone_sealed, email_sealed }: DossierRow,
  resident: Resident,
  { box, offer, isWhole }: Finding & { readonly isWhole: boolean },
): Promise<DossierSearchResult> {
  if (lastDigitsOf(box.open(phone_sealed, code_key, "phone")) === null) {
    // A tail can be guessed, and there is nothing here to prove.
    if (!isWhole) return { result: "none" };
    return { result: "word", status: status !== null && isDossierStatus(status) ? status : null };
  }
  return {
    result: "one",
    dossier: id,
    isFollowed: await isFollowing(db, id, resident),
    offer: offer({ hasPhone: true, hasEmail: email_sealed !== null }),
  };
}

/** What else than the chat the dossier knows to reach the applicant by. */
export interface Contacts {
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

/** The whole code first: it may end as another one begins. Two are enough to know that there are many. */
async function search(db: DbHandle, key: string) {
  if (key.length < minCodeTailLength) return [];
  const exact = await dossiers(db).where("code_key", "=", key).execute();
  if (exact.length > 0) return exact;
  return dossiers(db)
    .where("reversed_key", "like", `${reverseCodeKey(key)}%`)
    .limit(2)
    .execute();
}

function dossiers(db: DbHandle) {
  return db
    .selectFrom("dossier")
    .select(["id", "code_key", "phone_sealed", "email_sealed", "told_status"]);
}

type DossierRow = Awaited<ReturnType<ReturnType<typeof dossiers>["execute"]>>[number];
