import type { TurnFact, TurnStore } from "../../../src/bot/store/turn-store.ts";

/** Returns all facts that wait to be recorded. */
export async function storedFacts(store: Pick<TurnStore, "readFacts">): Promise<TurnFact[]> {
  const batches = await Array.fromAsync(store.readFacts(100));
  return batches.flatMap(({ facts }) => facts);
}
