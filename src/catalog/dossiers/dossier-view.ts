import type { DossierStatus } from "./dossier-status.ts";

/** What a resident may be told of their dossier. */
export interface DossierView {
  readonly code: string;
  readonly procedureCode: string | null;
  readonly procedureName: string | null;
  /** The agency's name. */
  readonly agency: string | null;
  readonly status: DossierStatus | null;
  readonly since: Date | null;
  /** The officer's own words; "" for none. */
  readonly note: string;
  readonly promisedAt: Date | null;
}

/** One station of a dossier's way. */
export interface StatusHistoryEntry {
  readonly status: DossierStatus;
  readonly at: Date;
  readonly note: string;
}

/** What followers are told unasked: a new status, or that the promised day is near, here, or past. */
export type DossierNotificationKind = "status" | "promise-tomorrow" | "promise-today" | "overdue";

/** What a resident may demand of their data that only a person can answer (Law 91/2025/QH15). */
export type DataSubjectRequest =
  | "data-copy"
  | "data-correction"
  | "data-restriction"
  | "data-objection"
  | "data-complaint";
