import { sql } from "kysely";
import { normalizeDossierCode, reverseCodeKey } from "../../catalog/dossiers/dossier-code.ts";
import { batchesOf } from "../../db/batches.ts";
import type { DbHandle } from "../../db/schema.ts";
import { agencyFinder } from "./agency-finder.ts";
import type { DossierBox } from "./dossier-box.ts";
import type { DossierReport, ReportSender } from "./report.ts";

/** Keeps the records: a new dossier, or over the old one what the report tells. */
export async function upsertDossiers(
  db: DbHandle,
  reports: readonly DossierReport[],
  { sender, box, now }: { sender: ReportSender; box: DossierBox; now: Date },
): Promise<void> {
  const agencyOf = agencyFinder(db, sender, now);
  const rows = [];
  for (const report of mergeByCode(reports)) {
    rows.push(toRow(report, await agencyOf(report), box, now));
  }
  for (const batch of batchesOf(rows)) {
    await db
      .insertInto("dossier")
      .values([...batch])
      .onConflict((conflict) =>
        conflict.column("code_key").doUpdateSet({
          agency_id: told("agency_id"),
          procedure_code: told("procedure_code"),
          procedure_name: told("procedure_name"),
          applicant_sealed: told("applicant_sealed"),
          phone_sealed: told("phone_sealed"),
          email_sealed: told("email_sealed"),
          received_at: told("received_at"),
          promised_at: told("promised_at"),
          changed_at: now,
        }),
      )
      .execute();
  }
}

/** One statement can't touch a row twice: several records of one dossier are one, the later over the earlier. */
function mergeByCode(reports: readonly DossierReport[]): DossierReport[] {
  const merged = new Map<string, DossierReport>();
  for (const report of reports) {
    const key = normalizeDossierCode(report.code);
    const told = Object.entries(report).filter(([, value]) => value !== null);
    merged.set(key, { ...(merged.get(key) ?? report), ...Object.fromEntries(told) });
  }
  return [...merged.values()];
}

function toRow(report: DossierReport, agencyId: number | null, box: DossierBox, now: Date) {
  const key = normalizeDossierCode(report.code);
  return {
    code: report.code,
    code_key: key,
    reversed_key: reverseCodeKey(key),
    agency_id: agencyId,
    procedure_code: report.procedureCode,
    procedure_name: report.procedureName,
    applicant_sealed: box.seal(report.applicant, key, "applicant"),
    phone_sealed: box.seal(report.phone, key, "phone"),
    email_sealed: box.seal(report.email, key, "email"),
    received_at: report.receivedAt,
    promised_at: report.promisedAt,
    told_identity: null,
    told_status: null,
    told_at: null,
    created_at: now,
    changed_at: now,
  };
}

type Told =
  | "agency_id"
  | "procedure_code"
  | "procedure_name"
  | "applicant_sealed"
  | "phone_sealed"
  | "email_sealed"
  | "received_at"
  | "promised_at";

/** What a report leaves out stays as it is. */
function told(column: Told) {
  return sql<never>`coalesce(excluded.${sql.ref(column)}, dossier.${sql.ref(column)})`;
}
