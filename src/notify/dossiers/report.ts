import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/**
 * What an agency reports, from whichever source: a one-stop system, or the desk's import. Texts are trimmed; null is not told,
 * and leaves what is known already.
 */
export interface DossierReport {
  readonly code: string;
  /** To name an agency with that is not yet known. */
  readonly agencyName: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  readonly applicant: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly receivedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly state: StateReport | null;
}

/** The status that a dossier's record states; `at` null where the record does not say since when. */
export interface StateReport {
  readonly status: DossierStatus;
  readonly at: Date | null;
  readonly note: string;
}

/** One step of a dossier's way. Its identity is code, status, time and note. */
export interface StepReport {
  readonly code: string;
  readonly status: DossierStatus;
  readonly at: Date;
  /** The officer's own words; "" for none. */
  readonly note: string;
  readonly officer: string | null;
  readonly unit: string | null;
  readonly dueAt: Date | null;
}

/** Whose reports they are: an agency of ours, or the one with this code; without one, each dossier's code tells. */
export type ReportSender = { readonly agencyId: number } | { readonly madonvi: string | null };

export interface Reports {
  readonly sender: ReportSender;
  readonly dossiers: readonly DossierReport[];
  readonly steps: readonly StepReport[];
}
