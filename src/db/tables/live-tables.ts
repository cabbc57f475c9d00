/** Runtime overrides: every replica reloads them when the version number grows. */

export interface LiveVersionTable {
  /** The table has one row. */
  readonly id: number;
  readonly version: number;
}

/** The override of one shipped help point. */
export interface PointEditTable {
  readonly point_id: string;
  /** A `PointEdit`, as JSON. */
  readonly edit: string;
  readonly edited_by: string;
  readonly edited_at: Date;
}

/** An additional name of a procedure. */
export interface ProcedureAliasTable {
  readonly procedure_id: string;
  readonly alias: string;
  readonly added_by: string;
  readonly added_at: Date;
}

/** Whether the bot answers, and the notice to all residents. No row until somebody changes it for the first time. */
export interface BotSwitchTable {
  readonly id: number;
  readonly is_off: boolean;
  /** Grows with each notice, so that a resident sees each notice once. */
  readonly notice_id: number;
  readonly notice_vi: string | null;
  readonly notice_en: string | null;
  /** When the bot comes back by itself, and the notice ends; null: when somebody says so. */
  readonly back_at: Date | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}
