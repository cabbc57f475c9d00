import type { GeneratedAlways } from "kysely";
import type { MessageColumns } from "./delivery-columns.ts";

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

/** One event on its way to one follower. */
export interface DeliveryTable extends MessageColumns {
  readonly id: GeneratedAlways<number>;
  readonly event_id: number;
  readonly follower_id: number;
  /** waiting, sent, parked (for a person to look at), dropped (not to be sent any more). */
  readonly state: string;
}
