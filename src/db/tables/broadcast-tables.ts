import type { Generated, GeneratedAlways } from "kysely";
import type { DeliveryColumns } from "./delivery-columns.ts";
import type { ResidentColumns } from "./resident-columns.ts";

export const broadcastState = {
  draft: "draft",
  /** Waits for a second official. */
  pending: "pending",
  sending: "sending",
  paused: "paused",
  cancelled: "cancelled",
  done: "done",
} as const;
export type BroadcastState = (typeof broadcastState)[keyof typeof broadcastState];

/** States in which nothing has been released. */
export const unreleasedStates = [broadcastState.draft, broadcastState.pending] as const;
/** States in which a broadcast is released and not finished. */
export const releasedStates = [broadcastState.sending, broadcastState.paused] as const;
export const cancellableStates = [...unreleasedStates, ...releasedStates] as const;

export const recipientState = {
  waiting: "waiting",
  sent: "sent",
  /** A platform refused it. It may be sent again. */
  failed: "failed",
  /** No route could carry it, or it must not be sent any more. */
  skipped: "skipped",
} as const;
export type RecipientState = (typeof recipientState)[keyof typeof recipientState];

/** The keys of `broadcast_count.what`. */
export type CountedEvent = Exclude<RecipientState, "waiting"> | "delivered" | "seen";

/** One text that an official sends to many residents. */
export interface BroadcastTable {
  readonly id: GeneratedAlways<number>;
  readonly agency_id: number;
  /** Comes with the form: submitting the same form twice makes one broadcast. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** Whether SMS are sent without diacritics, so that more text fits into one. */
  readonly plain_sms: boolean;
  /** The kind of audience: see `notify/broadcasts/audience.ts`. */
  readonly audience: string;
  /** JSON: the details of that kind of audience. */
  readonly audience_detail: string;
  /** Whether it reaches the agency's own people only. */
  readonly is_trial: boolean;
  /** The earliest time of sending; null: as soon as it is released. */
  readonly starts_at: Date | null;
  readonly state: BroadcastState;
  /** Grows with each change of the text or the audience: an official may have read an older one. */
  readonly revision: Generated<number>;
  /** The end of the lease of the process that is writing the recipient list. */
  readonly freezing_until: Date | null;
  /** Hash of the text and the recipient list; null for drafts. */
  readonly fingerprint: string | null;
  readonly recipients: number | null;
  /** JSON: the estimate at the time when the recipient list was written. */
  readonly forecast: string | null;
  readonly created_by: number;
  readonly created_at: Date;
  readonly submitted_by: number | null;
  readonly approved_by: number | null;
  readonly approved_at: Date | null;
  readonly finished_at: Date | null;
  /** Who would not approve it, and why; until it is submitted again. */
  readonly returned_by: Generated<number | null>;
  readonly returned_at: Generated<Date | null>;
  readonly return_reason: Generated<string | null>;
}

/** The ledger: one row for each recipient, whatever becomes of it. */
export interface BroadcastRecipientTable extends ResidentColumns, DeliveryColumns {
  readonly id: GeneratedAlways<number>;
  readonly broadcast_id: number;
  readonly language: string;
  /** The ids of the dossiers that made them a recipient, separated by blanks; "" for none. */
  readonly dossiers: string;
  /** When they were last active, apart from what their turns show. */
  readonly known_since: Date;
  readonly state: RecipientState;
  /** Why nothing was sent, as a word that can be counted. */
  readonly why: string | null;
}

/** Counts of ledger rows, updated together with each row, so that nobody ever counts the rows. */
export interface BroadcastCountTable {
  readonly broadcast_id: number;
  readonly what: CountedEvent;
  /** For `sent` the route, for `failed` and `skipped` the reason, otherwise "". */
  readonly detail: string;
  readonly count: number;
}

/** An address at which an official receives test broadcasts. */
export interface OwnAddressTable {
  readonly id: GeneratedAlways<number>;
  readonly account_id: number;
  /** phone or email; zalo or messenger for a chat. */
  readonly kind: string;
  /** The account of a chat; "" for other kinds. */
  readonly account: string;
  /** The user of a chat; for other kinds a keyed hash, so that the same address is not added twice. */
  readonly user_id: string;
  /** null for a chat. */
  readonly sealed: string | null;
  readonly created_at: Date;
}

/** A code that an official sends from their own chat to register it for test broadcasts. */
export interface OwnChatCodeTable {
  readonly code_hash: string;
  readonly account_id: number;
  readonly ends_at: Date;
}
