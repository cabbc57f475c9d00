import type { Generated, GeneratedAlways } from "kysely";

/** Something of a dossier that its followers are told. */
export interface StatusEventTable {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number;
  readonly kind: string;
  /** The step that it tells; null for reminders. */
  readonly step_identity: string | null;
  /** The same again is the same event. */
  readonly identity: string;
  readonly created_at: Date;
}

/** One event on its way to one follower: this row is the truth of it. */
export interface DeliveryTable {
  readonly id: GeneratedAlways<number>;
  readonly event_id: number;
  readonly follower_id: number;
  /** waiting, sent, parked (for a person to look at), dropped (not to be sent any more). */
  readonly state: string;
  readonly due_at: Date;
  /** Some replica is sending it until then; after that it has died. */
  readonly claimed_until: Date | null;
  readonly tries: Generated<number>;
  /** Of those, the ones that may have arrived. */
  readonly unknowns: Generated<number>;
  /** The routes that refused, with blanks between. */
  readonly refused: Generated<string>;
  /** By which it went, or was tried last. */
  readonly route: string | null;
  /** Why it went that way, waits, or stopped: for operators. */
  readonly reason: Generated<string>;
  /** The platform's id of what was sent; receipts name it. */
  readonly platform_id: string | null;
  readonly settled_at: Date | null;
  readonly delivered_at: Date | null;
  readonly seen_at: Date | null;
}
