import type { TurnFact } from "../../src/bot/store/turn-store.ts";
import { recordTurnFacts } from "../../src/db/queries/turn-facts.ts";
import type { DbHandle } from "../../src/db/schema.ts";

/** Records facts like the recorder. */
export function recordFacts(db: DbHandle, facts: readonly TurnFact[]): Promise<void> {
  return recordTurnFacts(db, facts);
}
