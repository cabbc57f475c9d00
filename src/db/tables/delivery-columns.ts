import type { Generated } from "kysely";

/** A message on its way to one person: the row is the truth of it. */
export interface MessageColumns {
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
