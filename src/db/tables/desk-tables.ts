import type { Generated, GeneratedAlways } from "kysely";

/** An account of the desk. */
export interface DeskAccountTable {
  readonly id: GeneratedAlways<number>;
  /** In lower case. */
  readonly username: string;
  readonly name: string;
  readonly role: string;
  /** For officials: the only agency whose dossiers they may open. */
  readonly agency_id: number | null;
  /** Whether late conversations and dossiers of the agency are told to this person. */
  readonly is_head: Generated<boolean>;
  /** null until the invitation is accepted. */
  readonly password_hash: string | null;
  readonly created_at: Date;
  /** Closed accounts are kept, because the audit trail names them. */
  readonly closed_at: Date | null;
}

/** For staff: the only help points that they may open. */
export interface DeskAccountPointTable {
  readonly account_id: number;
  readonly point_id: string;
}

export interface DeskSessionTable {
  readonly id: GeneratedAlways<number>;
  /** Hash of the browser's token: a copy of this table opens no session. */
  readonly token_hash: string;
  readonly account_id: number;
  /** Browser and system in a few words, so that the owner recognises the session. */
  readonly device: string;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly ends_at: Date;
}

/** A one-time link for setting the password of an account. */
export interface DeskInvitationTable {
  readonly token_hash: string;
  readonly account_id: number;
  readonly created_at: Date;
  readonly ends_at: Date;
}

/** One action. The database refuses to change or delete a row. */
export interface DeskAuditTable {
  readonly id: GeneratedAlways<number>;
  readonly at: Date;
  /** null for the service itself. */
  readonly account_id: number | null;
  readonly username: string;
  readonly role: string;
  readonly action: string;
  /** Kind and id of the object: never a resident's name, phone or code. */
  readonly subject: string;
  readonly detail: string;
}

/** The place of an audit entry in the chain. Only a trigger writes it, when the entry's transaction commits. */
export interface DeskAuditChainTable {
  /** From 1, without gaps, in the order of the commits. */
  readonly position: number;
  readonly audit_id: number;
  /** The database's own time, whatever time the entry states. */
  readonly recorded_at: Date;
  /** SHA-256, in hexadecimal, over the entry and the hash at the position before. */
  readonly hash: string;
}

/** What the readiness check writes, to know whether the database can be written to. */
export interface WriteProbeTable {
  readonly id: number;
  readonly at: Date;
}
