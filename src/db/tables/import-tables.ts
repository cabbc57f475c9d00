import type { Generated, GeneratedAlways } from "kysely";

/** How far an uploaded file of updates has come. */
export const importState = {
  /** Its rows are being stored; nobody sees it yet. */
  reading: "reading",
  /** A large one: its rows are compared with the dossiers. */
  checking: "checking",
  ready: "ready",
  sending: "sending",
  sent: "sent",
  /** Taken back after it was sent. */
  undone: "undone",
} as const;

export type ImportState = (typeof importState)[keyof typeof importState];

/** An uploaded file of dossier updates, waiting to be sent or already sent. */
export interface DossierImportTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  readonly agency_id: number;
  readonly file_name: string;
  /** Where the table is in the file, as JSON, sealed; null after it was sent. */
  readonly content_sealed: string | null;
  /** JSON: which column holds which field. */
  readonly columns: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly sent_count: number | null;
  readonly state: Generated<ImportState>;
  /** The rows that are dossiers; null for a file that the former version stored. */
  readonly record_count: number | null;
  /** What checking a large file has found, as JSON, sealed. */
  readonly summary_sealed: string | null;
  /** Counts the changes of how the file is read: what was found for an earlier one is void. */
  readonly revision: Generated<number>;
  readonly sent_by: number | null;
  /** A replica works on it until then. */
  readonly claimed_until: Date | null;
  /** What taking back a small file needs; null for a large one, whose sending only begins then. */
  readonly held_id: number | null;
  /** Until then it can be taken back; null before it is sent. */
  readonly held_until: Date | null;
}

/** Some hundred rows of an uploaded file. */
export interface DossierImportChunkTable {
  readonly import_id: number;
  readonly position: number;
  /** The number of its first row in the spreadsheet. */
  readonly first_line: number;
  /** JSON, sealed; null after it was sent. */
  readonly rows_sealed: string | null;
  /** JSON: how many rows of each kind were found; null: not checked since the last change. */
  readonly found: string | null;
  readonly sent_at: Date | null;
  readonly sent_count: number | null;
}

/** What a word of an agency's system means. */
export interface ImportWordTable {
  readonly agency_id: number;
  /** status, procedure or unit */
  readonly kind: string;
  /** Folded. */
  readonly word: string;
  /** As the file writes it. */
  readonly shown: string;
  readonly meaning: string;
  readonly changed_at: Date;
}

/** Which column holds which field in the files of an agency's system. */
export interface ImportHeaderTable {
  readonly agency_id: number;
  /** The names of all columns, folded. */
  readonly header: string;
  /** JSON, as in `dossier_import`. */
  readonly columns: string;
  readonly changed_at: Date;
}
