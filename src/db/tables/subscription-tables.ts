import type { Generated, GeneratedAlways } from "kysely";
import type { ResidentColumns } from "./resident-columns.ts";

export interface FollowerTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number;
  /** The language of notifications. */
  readonly language: string;
  readonly since: Date;
  readonly stopped_at: Date | null;
}

/** `follower.channel` of a follower who has no chat: the phone and e-mail address on the dossier. */
export const contactChannel = "contact";

/** One line of the consent ledger: given or withdrawn. The latest line of a purpose is the current one. */
export interface ConsentTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly purpose: string;
  readonly is_given: boolean;
  /** The retention time that the resident was shown. */
  readonly kept_days: number;
  readonly language: string;
  readonly at: Date;
  readonly event_id: string;
}

/** One attempt to prove that a dossier is the resident's. */
export interface DossierTryTable extends ResidentColumns {
  readonly event_id: string;
  /** null: the proof was wrong, or nobody has the code. */
  readonly dossier_id: number | null;
  readonly at: Date;
  readonly is_right: boolean;
  readonly attempts_left: number;
  readonly retry_at: Date | null;
}

/** A task for a person: a request about the resident's data, or a conversation that was handed over. */
export interface DeskTaskTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly kind: string;
  /** The help point at which the conversation began. */
  readonly point_id: Generated<string | null>;
  /** The latest lines of a conversation that an earlier version handed over, until the task is closed. */
  readonly lines_sealed: Generated<string | null>;
  /** 'waiting' | 'taken' | 'with-bot' | 'closed', of a conversation. */
  readonly status: Generated<string>;
  /** Who answers: 'point' | 'agency' | 'administrators'. */
  readonly team: Generated<string>;
  /** The agency whose officials see the conversation. */
  readonly agency_id: Generated<number | null>;
  readonly procedure_id: Generated<string | null>;
  /** The resident's language. */
  readonly language: Generated<string>;
  /** From then on the platform's window for replies counts. */
  readonly resident_said_at: Generated<Date | null>;
  readonly first_seen_at: Generated<Date | null>;
  /** The first reply since `due_at` was promised. */
  readonly answered_at: Generated<Date | null>;
  readonly closed_reason: Generated<string | null>;
  /** 'phone' | 'email' */
  readonly contact_kind: Generated<string | null>;
  /** What a visitor of the web page left, until the conversation is closed. */
  readonly contact_sealed: Generated<string | null>;
  readonly taken_by: Generated<number | null>;
  readonly taken_at: Generated<Date | null>;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly closed_at: Generated<Date | null>;
  readonly closed_by: Generated<number | null>;
  readonly event_id: string;
}

/** How satisfied a resident was with a finished dossier; counted by agency and procedure. */
export interface RatingTable extends ResidentColumns {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number | null;
  readonly agency_id: number | null;
  readonly procedure_code: string | null;
  readonly score: number;
  readonly why: string;
  readonly at: Date;
}

/** How many residents had everything erased on a day; nothing about who they were. */
export interface ErasureTable {
  readonly day: string;
  readonly channel: string;
  readonly count: number;
}
