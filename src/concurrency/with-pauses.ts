import { setImmediate } from "node:timers/promises";

/** A tenth of what another request may wait, because a turn also holds what the last item took. */
const maxTurnMs = 10;

/**
 * Yields the items in order, and lets other requests have their turn when the work on them has taken some milliseconds:
 * thousands of items, or a few expensive ones, must not make everybody wait for all of them.
 */
export async function* withPauses<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let turnBegan = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - turnBegan < maxTurnMs) continue;
    await setImmediate();
    turnBegan = performance.now();
  }
}
