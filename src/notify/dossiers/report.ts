import { createHash } from "node:crypto";
import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/**
 * What an agency reports about a dossier, by its one-stop system or by the desk's import. Texts are trimmed. A null was not
 * reported and leaves the stored value unchanged.
 */
export interface DossierReport {
  readonly code: string;
  /** Used as the name of an agency that is not known yet. */
  readonly agencyName: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  readonly applicant: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** The applicant's, in four digits. */
  readonly birthYear: string | null;
  /** The last six digits of the applicant's identity number: no more of it is kept. */
  readonly identityTail: string | null;
  readonly receivedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly state: StateReport | null;
}

/** The status in a dossier's record; `at` is null if the record has no date for it. */
export interface StateReport {
  readonly status: DossierStatus;
  readonly at: Date | null;
  readonly note: string;
}

/** One step of handling a dossier. */
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

/**
 * Who reports: an agency by the desk (null: an administrator, for a dossier that no agency has), or a one-stop system,
 * which states an agency's code or lets each dossier's code name the agency. Without `systemId` it is the shared account.
 */
export type ReportSender =
  | { readonly agencyId: number | null }
  | { readonly madonvi: string | null; readonly systemId?: number };

export interface Reports {
  readonly sender: ReportSender;
  readonly dossiers: readonly DossierReport[];
  readonly steps: readonly StepReport[];
}

/** Steps with the same code, status, time and note are the same step. `at` is null for a record's undated status. */
export function stepIdentity(
  codeKey: string,
  { status, at, note }: { status: DossierStatus; at: Date | null; note: string },
): string {
  const parts = [codeKey, status, at?.toISOString() ?? null, note];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
