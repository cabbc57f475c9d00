import type { Kysely } from "kysely";

/** The tables, as the latest migration leaves them. Times are `timestamptz`, Date on both drivers. */
export interface Tables {
  readonly turn_fact: TurnFactRow;
}

/** What one turn of a conversation tells the record: no text, no user id but a keyed hash. */
export interface TurnFactRow {
  readonly id: string;
  readonly at: Date;
  readonly channel: string;
  readonly resident_hash: string;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
}

/**
 * What both the database and an open transaction can do. Functions that read or write take this,
 * so that the caller decides whether they are part of a transaction.
 */
export type Queries = Pick<
  Kysely<Tables>,
  | "selectFrom"
  | "selectNoFrom"
  | "insertInto"
  | "updateTable"
  | "deleteFrom"
  | "with"
  | "fn"
  | "executeQuery"
  | "getExecutor"
>;
