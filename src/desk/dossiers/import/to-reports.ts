import type { DossierReport, Reports, StepReport } from "../../../notify/dossiers/report.ts";
import type { CheckedRow } from "./check-rows.ts";
import type { ImportUpdate } from "./parse-row.ts";

/** Returns what the rows report that are to be sent. */
export function newUpdates(rows: readonly CheckedRow[]): ImportUpdate[] {
  return rows.flatMap(({ verdict, update }) =>
    verdict === "new" && update !== null ? [update] : [],
  );
}

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
  const { code, status, at, note, applicant, phone, email, received, promised } = update;
  const { birthYear, identityTail, procedure, procedureCode } = update;
  return {
    code,
    agencyName: null,
    procedureCode,
    procedureName: procedure,
    applicant,
    phone,
    email,
    birthYear,
    identityTail,
    receivedAt: received,
    promisedAt: promised,
    state: status === null || at !== null ? null : { status, at: null, note },
  };
}

function toStep({ code, status, at, note, unit }: ImportUpdate, officer: string): StepReport[] {
  if (status === null || at === null) return [];
  return [{ code, status, at, note, officer, unit, dueAt: null }];
}
