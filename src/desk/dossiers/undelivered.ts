import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import { channelName, newsName, reasonInWords } from "./labels.ts";
import { selectNews } from "./told-news.ts";

const maxListed = 500;

/** What no route could carry, the longest waiting first, with whom to phone instead. agencyId null: of every agency. */
export async function readUndelivered(db: DbHandle, box: DossierBox, agencyId: number | null) {
  const all = selectNews(db)
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select(["dossier.id as dossier_id", "dossier.code", "dossier.code_key"])
    .select(["dossier.applicant_sealed", "dossier.phone_sealed", "dossier_step.note"])
    .where("delivery.state", "=", "parked")
    .orderBy("delivery.id")
    .limit(maxListed);
  const rows = await (agencyId === null
    ? all
    : all.where("dossier.agency_id", "=", agencyId)
  ).execute();
  return rows.map((row) => ({
    id: row.id,
    dossier: row.dossier_id,
    code: row.code,
    news: newsName(row.kind, row.status),
    note: row.note ?? "",
    channel: channelName(row.channel),
    reason: reasonInWords(row.reason),
    since: row.settled_at,
    applicant: box.open(row.applicant_sealed, row.code_key, "applicant"),
    phone: box.open(row.phone_sealed, row.code_key, "phone"),
  }));
}
