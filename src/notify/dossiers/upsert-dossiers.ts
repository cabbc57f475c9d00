import { normalizeDossierCode, reverseCodeKey } from "../../catalog/dossiers/dossier-code.ts";
import { upsertDossierRows } from "../../db/queries/dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createAgencyFinder } from "./agency-finder.ts";
import type { DossierBox } from "./dossier-box.ts";
import type { DossierReport, ReportSender } from "./report.ts";

/** Saves new dossiers, and updates known ones with what the reports contain. */
export async function upsertDossiers(
  db: DbHandle,
  reports: readonly DossierReport[],
  { sender, box, now }: { sender: ReportSender; box: DossierBox; now: Date },
): Promise<void> {
  const findAgency = createAgencyFinder(db, sender, now);
  const rows = [];
  for (const report of mergeByCode(reports)) {
    rows.push(toRow(report, await findAgency(report), box, now));
  }
  await upsertDossierRows(db, rows, now);
}

/** Merges the records of one dossier, later ones over earlier ones: one statement cannot update a row twice. */
function mergeByCode(reports: readonly DossierReport[]): DossierReport[] {
  const merged = new Map<string, DossierReport>();
  for (const report of reports) {
    const codeKey = normalizeDossierCode(report.code);
    const reported = Object.entries(report).filter(([, value]) => value !== null);
    merged.set(codeKey, { ...(merged.get(codeKey) ?? report), ...Object.fromEntries(reported) });
  }
  return [...merged.values()];
}

function toRow(report: DossierReport, agencyId: number | null, box: DossierBox, now: Date) {
  const codeKey = normalizeDossierCode(report.code);
  return {
    code: report.code,
    code_key: codeKey,
    reversed_key: reverseCodeKey(codeKey),
    agency_id: agencyId,
    procedure_code: report.procedureCode,
    procedure_name: report.procedureName,
    applicant_sealed: box.seal(report.applicant, codeKey, "applicant"),
    phone_sealed: box.seal(report.phone, codeKey, "phone"),
    email_sealed: box.seal(report.email, codeKey, "email"),
    received_at: report.receivedAt,
    promised_at: report.promisedAt,
    told_identity: null,
    told_status: null,
    told_at: null,
    created_at: now,
    changed_at: now,
  };
}
