import { encodeFact } from "../../src/bot/store/fact-line.ts";
import type { TurnFact } from "../../src/bot/store/turn-store.ts";
import type { DbHandle } from "../../src/db/schema.ts";
import { recordTurnFacts } from "../../src/db/turn-facts.ts";

/** Keeps facts as the recorder does. */
export function recordFacts(db: DbHandle, facts: readonly TurnFact[]): Promise<void> {
  return recordTurnFacts(db, facts.map(encodeFact));
}
