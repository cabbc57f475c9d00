import type { Generated, GeneratedAlways } from "kysely";

/** A line of a conversation in the inbox. */
export interface InboxLineTable {
  readonly id: GeneratedAlways<number>;
  readonly task_id: number;
  readonly at: Date;
  /** 'resident' | 'bot' | 'colleague' | 'note' | 'system' */
  readonly from: string;
  /** Who wrote it, of a colleague's lines and notes. */
  readonly account_id: number | null;
  /** What was said, as JSON, for the event's id. */
  readonly words_sealed: string;
  /** The same event stores one line. */
  readonly event_id: string;
  /** 'stored' | 'sending' | 'sent' | 'failed' */
  readonly state: Generated<string>;
  /** The platform's reason, of a line that failed. */
  readonly failure: Generated<string | null>;
}

/** A reply that colleagues use again; both null: everybody's. */
export interface InboxCannedTable {
  readonly id: GeneratedAlways<number>;
  readonly title: string;
  readonly words: string;
  readonly agency_id: number | null;
  readonly point_id: string | null;
  readonly made_by: number;
  readonly made_at: Date;
}

/** One row, whose number grows with every change of any conversation. */
export interface InboxVersionTable {
  readonly id: number;
  readonly version: number;
}
