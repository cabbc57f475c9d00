/** What changes while the service runs: every replica reads it anew when the version's number grows. */

export interface LiveVersionTable {
  /** One row. */
  readonly id: number;
  readonly version: number;
}

/** What is laid over one shipped help point. */
export interface PointEditTable {
  readonly point_id: string;
  /** A `PointEdit`, as JSON. */
  readonly edit: string;
  readonly edited_by: string;
  readonly edited_at: Date;
}

/** A further name of a procedure. */
export interface ProcedureAliasTable {
  readonly procedure_id: string;
  readonly alias: string;
  readonly added_by: string;
  readonly added_at: Date;
}

/** Whether the bot answers, and what is told to all. One row, or none while nobody has touched it. */
export interface BotSwitchTable {
  readonly id: number;
  readonly is_off: boolean;
  /** Grows with each notice, so that a resident is told each once. */
  readonly notice_id: number;
  readonly notice_vi: string | null;
  readonly notice_en: string | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}
