import { toLocalDay } from "../../catalog/local-time.ts";
import type { Resident } from "../../channels/resident.ts";
import { eraseRecipient } from "../../db/queries/broadcast-recipients.ts";
import {
  anonymiseUsedLinks,
  deleteFactsOfResident,
  deleteResidentRows,
  deleteTestAddressesOfResident,
  incrementErasures,
} from "../../db/queries/erasure.ts";
import { incrementInboxVersion } from "../../db/queries/inbox.ts";
import { anonymiseRatings } from "../../db/queries/ratings.ts";
import type { Transaction } from "../../db/transaction.ts";

/**
 * Erases everything in the database that is tied to a resident, including the facts of their turns. What remains is the day's
 * count of erasures, which grows by one unless there was nothing to erase.
 */
export async function eraseResident(
  tx: Transaction,
  resident: Resident,
  { residentHash, now }: { readonly residentHash: string; readonly now: Date },
): Promise<void> {
  const rows = await deleteResidentRows(tx, resident);
  await anonymiseUsedLinks(tx, residentHash);
  // The lines of their conversations went with their tasks.
  await incrementInboxVersion(tx);
  const ratings = await anonymiseRatings(tx, resident);
  const recipients = await eraseRecipient(tx, resident, now);
  await deleteTestAddressesOfResident(tx, resident);
  const facts = await deleteFactsOfResident(tx, residentHash);
  if (rows + ratings + recipients + facts === 0) return;
  await incrementErasures(tx, { day: toLocalDay(now), channel: resident.channel });
}
