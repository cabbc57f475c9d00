import type { Generated, GeneratedAlways } from "kysely";
import type { MessageColumns } from "./delivery-columns.ts";
import type { ResidentColumns } from "./subscription-tables.ts";

/** One text that an official sends to many. */
export interface BroadcastTable {
  readonly id: GeneratedAlways<number>;
  readonly agency_id: number;
  /** Comes with the form that made it: the same form again makes nothing. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** SMS without diacritics: more of it fits into one. */
  readonly plain_sms: boolean;
  /** To whom: see `notify/broadcasts/audience.ts`. */
  readonly audience: string;
  /** JSON: what the kind of audience needs to know. */
  readonly audience_detail: string;
  /** Reaches only the agency's own people. */
  readonly is_trial: boolean;
  /** Not before; null: as soon as it is released. */
  readonly starts_at: Date | null;
  /** draft, pending (waits for a second official), sending, paused, cancelled, done. */
  readonly state: string;
  /** Changes with each change of what is said and to whom: what was read may not be what is. */
  readonly revision: Generated<number>;
  /** Somebody is writing the list of recipients down until then. */
  readonly freezing_until: Date | null;
  /** Of what is said and of the list; null for drafts. */
  readonly fingerprint: string | null;
  readonly recipients: number | null;
  /** JSON: what was foreseen when the list was written down. */
  readonly forecast: string | null;
  readonly created_by: number;
  readonly created_at: Date;
  readonly submitted_by: number | null;
  readonly approved_by: number | null;
  readonly approved_at: Date | null;
  readonly finished_at: Date | null;
}

/** The ledger: one line for each recipient, whatever becomes of it. */
export interface BroadcastRecipientTable extends ResidentColumns, MessageColumns {
  readonly id: GeneratedAlways<number>;
  readonly broadcast_id: number;
  readonly language: string;
  /** The dossiers that made them a recipient, with blanks between; "" where none did. */
  readonly dossiers: string;
  /** When they were last known to do something, beside what their turns tell. */
  readonly known_since: Date;
  /** waiting, sent, failed, skipped. */
  readonly state: string;
  /** Why nothing was sent, by a word that is counted. */
  readonly why: string | null;
}

/** How many lines of a ledger are what, kept with every change of a line: nobody ever counts the lines. */
export interface BroadcastCountTable {
  readonly broadcast_id: number;
  /** sent, failed, skipped, delivered, seen. */
  readonly what: string;
  /** Of sent: the route. Of failed and skipped: why. Else "". */
  readonly detail: string;
  readonly count: number;
}

/** An address at which somebody of an agency tries a broadcast out: their own. */
export interface OwnAddressTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  /** phone or email; zalo or messenger for a chat. */
  readonly kind: string;
  /** Of a chat; "" for others. */
  readonly account: string;
  /** Of a chat; for others a keyed hash, so that the same is not added twice. */
  readonly user_id: string;
  /** null for a chat. */
  readonly sealed: string | null;
  readonly created_at: Date;
}

/** A code that somebody of the desk sends from their own chat, to make it an address of theirs. */
export interface OwnChatCodeTable {
  readonly code_hash: string;
  readonly account_id: number;
  readonly ends_at: Date;
}
