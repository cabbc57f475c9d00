import { normalizeDossierCode, reverseCodeKey } from "../../catalog/dossiers/dossier-code.ts";
import { withPauses } from "../../concurrency/with-pauses.ts";
import { upsertDossierRows } from "../../db/queries/dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { createAgencyOnce } from "./create-agency.ts";
import type { DossierBox } from "./dossier-box.ts";
import type { DossierReport } from "./report.ts";
import { indexDossiers } from "./search-index.ts";
import type { WriteAccess } from "./write-access.ts";

/** Saves new dossiers, and updates known ones with what the reports contain. The sender must be allowed to write all of them. */
export async function upsertDossiers(
  db: DbHandle,
  reports: readonly DossierReport[],
  { access, box, now }: { access: WriteAccess; box: DossierBox; now: Date },
): Promise<void> {
  const createAgency = createAgencyOnce(db, now);
  const rows = [];
  for await (const report of withPauses(mergeByCode(reports))) {
    const verdict = access(normalizeDossierCode(report.code));
    if (verdict.refusal !== null) throw new TypeError("A dossier that was refused is not stored");
    const { owner } = verdict;
    const agencyId =
      typeof owner === "object" && owner !== null
        ? await createAgency(owner, report.agencyName)
        : owner;
    rows.push(toRow(report, agencyId, box, now));
  }
  await upsertDossierRows(db, rows, now);
  const named = rows.filter((row) => row.applicant_sealed !== null || row.phone_sealed !== null);
  await indexDossiers(
    db,
    box,
    named.map(({ code_key }) => code_key),
  );
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
    birth_year_sealed: box.seal(report.birthYear, codeKey, "birth year"),
    identity_sealed: box.seal(report.identityTail, codeKey, "identity"),
    received_at: report.receivedAt,
    promised_at: report.promisedAt,
    told_identity: null,
    told_status: null,
    told_at: null,
    created_at: now,
    changed_at: now,
  };
}
