import type { GeneratedAlways } from "kysely";

/** Somebody who works at the desk. */
export interface DeskAccountTable {
  readonly id: GeneratedAlways<number>;
  /** In lower case. */
  readonly username: string;
  readonly name: string;
  readonly role: string;
  /** Of officials: the only agency whose dossiers they reach. */
  readonly agency_id: number | null;
  /** null until the invitation was taken. */
  readonly password_hash: string | null;
  readonly created_at: Date;
  /** Closed accounts stay, because the audit trail names them. */
  readonly closed_at: Date | null;
}

/** Of staff: the only help points that they reach. */
export interface DeskAccountPointTable {
  readonly account_id: number;
  readonly point_id: string;
}

export interface DeskSessionTable {
  readonly id: GeneratedAlways<number>;
  /** Of the token that the browser holds: a copy of this table opens nothing. */
  readonly token_hash: string;
  readonly account_id: number;
  /** Browser and system in a few words, for its owner to recognise. */
  readonly device: string;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly ends_at: Date;
}

/** A one-time link with which somebody sets the password of an account. */
export interface DeskInvitationTable {
  readonly token_hash: string;
  readonly account_id: number;
  readonly created_at: Date;
  readonly ends_at: Date;
}

/** A sign-in that was refused. The subject is an account or an address, as a keyed hash. */
export interface DeskSignInFailureTable {
  readonly id: GeneratedAlways<number>;
  readonly subject: string;
  readonly at: Date;
}

/** What somebody did. The database refuses to change or delete a line. */
export interface DeskAuditTable {
  readonly id: GeneratedAlways<number>;
  readonly at: Date;
  /** null: the service itself. */
  readonly account_id: number | null;
  readonly username: string;
  readonly role: string;
  readonly action: string;
  /** What it was done to, by kind and id: never a resident's name, phone or code. */
  readonly subject: string;
  readonly detail: string;
}

/** A file of updates that was uploaded and waits to be sent, or was. */
export interface DossierImportTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  readonly agency_id: number;
  readonly file_name: string;
  /** The file's text, sealed; null once it was sent. */
  readonly content_sealed: string | null;
  /** JSON: which column is which field. */
  readonly columns: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly sent_count: number | null;
}
