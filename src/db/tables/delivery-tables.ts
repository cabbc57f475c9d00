import type { GeneratedAlways } from "kysely";
import type { DeliveryColumns } from "./delivery-columns.ts";

export const deliveryState = {
  waiting: "waiting",
  sent: "sent",
  /** No route could carry it: a person has to look at it. */
  deadLettered: "parked",
  /** Not to be sent any more. */
  dropped: "dropped",
} as const;
export type DeliveryState = (typeof deliveryState)[keyof typeof deliveryState];

/** Something that happened to a dossier and of which its followers are notified. */
export interface StatusEventTable {
  readonly id: GeneratedAlways<number>;
  readonly dossier_id: number;
  readonly kind: string;
  /** The step that the event reports; null for reminders. */
  readonly step_identity: string | null;
  /** Two events with the same identity are the same event. */
  readonly identity: string;
  readonly created_at: Date;
}

/** One event on its way to one follower. */
export interface DeliveryTable extends DeliveryColumns {
  readonly id: GeneratedAlways<number>;
  readonly event_id: number;
  readonly follower_id: number;
  readonly state: DeliveryState;
}
