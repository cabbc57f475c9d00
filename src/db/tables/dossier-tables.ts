import type { GeneratedAlways } from "kysely";

/** Who handles dossiers: a row for each, so that another one is data. */
export interface AgencyTable {
  readonly id: GeneratedAlways<number>;
  /** The code under which one-stop systems send. */
  readonly madonvi: string | null;
  readonly name: string;
  /** False: made from what a one-stop system sent, for an administrator to complete. */
  readonly is_complete: boolean;
  /** Whether the contacts on its dossiers are told of them without having asked. */
  readonly follows_contacts: boolean;
  readonly created_at: Date;
}

export interface AgencyPrefixTable {
  /** The agency's identifier at the head of dossier codes, as `codeKey` writes it. */
  readonly prefix: string;
  readonly agency_id: number;
}

export interface AgencyWardTable {
  readonly agency_id: number;
  readonly ward_code: string;
}

export interface DossierTable {
  readonly id: GeneratedAlways<number>;
  readonly code: string;
  readonly code_key: string;
  readonly reversed_key: string;
  readonly agency_id: number | null;
  readonly procedure_code: string | null;
  readonly procedure_name: string | null;
  readonly applicant_sealed: string | null;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
  readonly received_at: Date | null;
  readonly promised_at: Date | null;
  /** The step that residents are told, and two of its values; null until there is one. */
  readonly told_identity: string | null;
  readonly told_status: number | null;
  readonly told_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export interface DossierStepTable {
  /** Hash of code, status, time and note: the same again is the same step. */
  readonly identity: string;
  readonly code_key: string;
  readonly status: number;
  /** When it happened; where that is not known, when we first heard of it. */
  readonly at: Date;
  readonly is_dated: boolean;
  readonly note: string;
  readonly officer: string | null;
  readonly unit: string | null;
  readonly due_at: Date | null;
  readonly taken_at: Date;
}
