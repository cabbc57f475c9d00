import { selectDeadLetters } from "../../db/queries/desk-deliveries.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import { channelName, notificationName, reasonText } from "./labels.ts";

const maxListed = 500;

/** Returns the notifications that no route could deliver, the longest waiting first, with the applicant and phone number. */
export async function readUndelivered(db: DbHandle, box: DossierBox, agencyId: number | null) {
  const rows = await selectDeadLetters(db, agencyId, maxListed);
  return rows.map((row) => ({
    id: row.id,
    dossier: row.dossier_id,
    code: row.code,
    news: notificationName(row.kind, row.status),
    note: row.note ?? "",
    channel: channelName(row.channel),
    reason: reasonText(row.reason),
    since: row.settled_at,
    applicant: box.open(row.applicant_sealed, row.code_key, "applicant"),
    phone: box.open(row.phone_sealed, row.code_key, "phone"),
  }));
}
