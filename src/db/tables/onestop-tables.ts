import type { GeneratedAlways } from "kysely";

/** A one-stop system that signs in with a key of its own. */
export interface OnestopSystemTable {
  readonly id: GeneratedAlways<number>;
  readonly name: string;
  /** Issued with the key. */
  readonly username: string;
  /** A copy of this table signs nobody in. */
  readonly key_hash: string;
  /** Grows with each new key. A session names the version that opened it. */
  readonly key_version: number;
  readonly key_made_at: Date;
  readonly created_at: Date;
  /** The latest call, exact to the minute. */
  readonly used_at: Date | null;
  /** Revoked systems are kept, because the audit trail names them. */
  readonly revoked_at: Date | null;
}

/** The only agencies that a system may write for. */
export interface OnestopSystemAgencyTable {
  readonly system_id: number;
  readonly agency_id: number;
}

/** What the audit trail has of a sender on a day, so that it gets one entry and not one for each call. */
export interface OnestopNoticeTable {
  readonly sender: string;
  /** yyyy-mm-dd in Asia/Ho_Chi_Minh. */
  readonly day: string;
  readonly event: string;
}
