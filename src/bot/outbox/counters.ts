/** What the outbox did since the process began. */
export interface OutboxCounters {
  sent: number;
  retried: number;
  /** Sends whose answer never came. */
  ambiguous: number;
  /** By reason. */
  readonly parked: Record<string, number>;
  /** Marks that came after the lease had gone to another. */
  refused: number;
  /** Residents being served, or about to be, right now. */
  waiting: number;
}

export function newCounters(): OutboxCounters {
  return { sent: 0, retried: 0, ambiguous: 0, parked: {}, refused: 0, waiting: 0 };
}
