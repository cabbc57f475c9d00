import { setImmediate } from "node:timers/promises";

/**
 * Yields the items in order, in arrays of at most `size`, and lets other requests in between two of them: work on thousands
 * of items must not make everybody wait for all of them.
 */
export async function* inSlices<Item>(
  items: readonly Item[],
  size: number,
): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await setImmediate();
    yield items.slice(start, start + size);
  }
}
