import { decodeFact } from "../../../src/bot/store/fact-codec.ts";
import type { TurnFact, TurnStore } from "../../../src/bot/store/turn-store.ts";

/** All facts that wait to be settled. */
export async function keptFacts(store: Pick<TurnStore, "readFacts">): Promise<TurnFact[]> {
  const batches = await Array.fromAsync(store.readFacts(100));
  return batches.flatMap(({ lines }) => lines.map(decodeFact));
}
