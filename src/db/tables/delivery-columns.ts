import type { Generated } from "kysely";

/** The state of sending one message to one person. The row is authoritative. */
export interface DeliveryColumns {
  readonly due_at: Date;
  /** The end of the sending replica's lease. A replica that has not finished by then has died. */
  readonly claimed_until: Date | null;
  readonly tries: Generated<number>;
  /** How many of the tries got no answer, so that the message may have arrived. */
  readonly unknowns: Generated<number>;
  /** The routes that refused, separated by blanks. */
  readonly refused: Generated<string>;
  /** The route by which it was sent, or the one tried last. */
  readonly route: string | null;
  /** For operators: why this route was chosen, or why the message waits or stopped. */
  readonly reason: Generated<string>;
  /** The platform's id of the sent message; receipts name it. */
  readonly platform_id: string | null;
  readonly settled_at: Date | null;
  readonly delivered_at: Date | null;
  readonly seen_at: Date | null;
}
