import type { Generated, GeneratedAlways } from "kysely";

/** An agency that handles dossiers. */
export interface AgencyTable {
  readonly id: GeneratedAlways<number>;
  /** The code under which its one-stop system sends. */
  readonly madonvi: string | null;
  readonly name: string;
  /** False: created from a one-stop message, and an administrator has to complete it. */
  readonly is_complete: boolean;
  /** Whether the contacts on its dossiers are notified without having asked. */
  readonly follows_contacts: boolean;
  /** How residents prove that a dossier is theirs: one of `proofKinds`. */
  readonly proof: Generated<string>;
  readonly created_at: Date;
}

export interface AgencyPrefixTable {
  /** The agency's identifier at the beginning of dossier codes, normalised. */
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
  /** Of the applicant. */
  readonly birth_year_sealed: string | null;
  /** The last six digits of the applicant's identity number. */
  readonly identity_sealed: string | null;
  readonly received_at: Date | null;
  readonly promised_at: Date | null;
  /** The current step, which residents are shown, and two of its values; null before the first step. */
  readonly told_identity: string | null;
  readonly told_status: number | null;
  readonly told_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export interface DossierStepTable {
  /** Hash of code, status, time and note: two reports with the same hash are one step. */
  readonly identity: string;
  readonly code_key: string;
  readonly status: number;
  /** When it happened; if that is unknown, when we first received it. */
  readonly at: Date;
  readonly is_dated: boolean;
  readonly note: string;
  readonly officer: string | null;
  readonly unit: string | null;
  readonly due_at: Date | null;
  readonly taken_at: Date;
}
