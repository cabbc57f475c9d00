import type { GeneratedAlways } from "kysely";

/** A person on one account of one channel. */
export interface ResidentColumns {
  readonly channel: string;
  readonly account: string;
  readonly user_id: string;
}

export interface FollowerTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number;
  /** In which the follower is told. */
  readonly language: string;
  readonly since: Date;
  readonly stopped_at: Date | null;
}

/** One line of the ledger: given or taken back. The latest of a purpose holds. */
export interface ConsentTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly purpose: string;
  readonly is_given: boolean;
  /** The storage time that the resident was told. */
  readonly kept_days: number;
  readonly language: string;
  readonly at: Date;
  readonly event_id: string;
}

export interface DossierTryTable extends ResidentColumns {
  readonly event_id: string;
  readonly dossier_id: number;
  readonly at: Date;
  readonly is_right: boolean;
}

/** What only a person can answer: a demand about the resident's data, or a talk that was handed over. */
export interface DeskTaskTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly kind: string;
  /** The help point at which the talk began. */
  readonly point_id: string | null;
  /** The latest lines of the talk, until the task is done. */
  readonly lines_sealed: string | null;
  readonly taken_by: number | null;
  readonly taken_at: Date | null;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly closed_at: Date | null;
  readonly closed_by: number | null;
  readonly event_id: string;
}

/** How satisfied a resident was with a dossier that was handed over: counted by agency and procedure. */
export interface RatingTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number | null;
  readonly agency_id: number | null;
  readonly procedure_code: string | null;
  readonly score: number;
  readonly why: string;
  readonly at: Date;
}

/** How many had everything erased on a day: nothing of who. */
export interface ErasureTable {
  readonly day: string;
  readonly channel: string;
  readonly count: number;
}
