import type { DossierReport, Reports, StepReport } from "../../../notify/dossiers/report.ts";
import type { ImportUpdate } from "./parse-row.ts";

/** Returns what a one-stop system would report. A status without a time is the one that the record states. */
export function toReports(
  updates: readonly ImportUpdate[],
  { agencyId, officer }: { agencyId: number; officer: string },
): Reports {
  return {
    sender: { agencyId },
    dossiers: updates.map(toDossier),
    steps: updates.flatMap((update) => toStep(update, officer)),
  };
}

function toDossier(update: ImportUpdate): DossierReport {
  const { code, status, at, note, procedure, applicant, phone, email, received, promised } = update;
  const { birthYear, identityTail } = update;
  return {
    code,
    agencyName: null,
    procedureCode: null,
    procedureName: procedure,
    applicant,
    phone,
    email,
    birthYear,
    identityTail,
    receivedAt: received,
    promisedAt: promised,
    state: at === null ? { status, at: null, note } : null,
  };
}

function toStep({ code, status, at, note }: ImportUpdate, officer: string): StepReport[] {
  return at === null ? [] : [{ code, status, at, note, officer, unit: null, dueAt: null }];
}
