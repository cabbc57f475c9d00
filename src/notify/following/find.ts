import { codeKey, minTailLength, reversedKey } from "../../catalog/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossier-status.ts";
import type { Queries } from "../../db/schema.ts";
import type { FollowOffer, FoundDossier } from "../../flows/ports.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import type { Resident } from "../resident.ts";
import { isFollowing } from "./followers.ts";
import { lastDigitsOf } from "./verify.ts";

/** The dossier of that code, or the only one whose code ends so. Nothing of it is told but that it is there. */
export async function findDossier(
  db: Queries,
  typed: string,
  resident: Resident,
  { box, offer }: { box: DossierBox; offer: (contacts: Contacts) => FollowOffer },
): Promise<FoundDossier> {
  const key = codeKey(typed);
  const found = await search(db, key);
  const [dossier] = found;
  if (dossier === undefined) return { result: "none" };
  if (found.length > 1) return { result: "many" };
  const { id, code_key, told_status: status } = dossier;
  const phone = box.open(dossier.phone_sealed, code_key, "phone");
  if (lastDigitsOf(phone) === null) {
    // A tail can be guessed, and there is nothing here to prove.
    if (code_key !== key) return { result: "none" };
    return { result: "word", status: status !== null && isDossierStatus(status) ? status : null };
  }
  return {
    result: "one",
    dossier: id,
    isFollowed: await isFollowing(db, id, resident),
    offer: offer({ hasPhone: true, hasEmail: dossier.email_sealed !== null }),
  };
}

/** What else than the chat the dossier knows to reach the applicant by. */
export interface Contacts {
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
}

/** The whole code first: it may end as another one begins. Two are enough to know that there are many. */
async function search(db: Queries, key: string) {
  if (key.length < minTailLength) return [];
  const dossiers = db
    .selectFrom("dossier")
    .select(["id", "code_key", "phone_sealed", "email_sealed", "told_status"]);
  const exact = await dossiers.where("code_key", "=", key).execute();
  if (exact.length > 0) return exact;
  return dossiers
    .where("reversed_key", "like", `${reversedKey(key)}%`)
    .limit(2)
    .execute();
}
