import type { DossierStatus } from "./dossier-status.ts";

/** The part of a dossier that a resident may see. */
export interface DossierView {
  readonly code: string;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  /** The agency's name. */
  readonly agency: string | null;
  readonly status: DossierStatus | null;
  readonly since: Date | null;
  /** The officer's own words; "" if there are none. */
  readonly note: string;
  readonly promisedAt: Date | null;
}

/** One entry of a dossier's status history. */
export interface StatusHistoryEntry {
  readonly status: DossierStatus;
  readonly at: Date;
  readonly note: string;
}

/** Why followers get a push: a new status, or the promised day is tomorrow, today, or past. */
export type DossierNotificationKind = "status" | "promise-tomorrow" | "promise-today" | "overdue";

/** A request about the resident's own data that only a person can answer (Law 91/2025/QH15). */
export type DataSubjectRequest =
  | "data-copy"
  | "data-correction"
  | "data-restriction"
  | "data-objection"
  | "data-complaint";
