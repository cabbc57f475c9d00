import { expect, test } from "@jest/globals";
import { withPauses } from "../../src/concurrency/with-pauses.ts";

/** Keeps the processor busy, as parsing does. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    // Nothing else may run meanwhile: that is the point.
  }
}

test("lets others have their turn within long work, and keeps the order", async () => {
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 0);
  const seen: number[] = [];
  for await (const item of withPauses([1, 2, 3, 4, 5])) {
    seen.push(item);
    work(15);
  }
  clearInterval(other);
  expect(seen).toEqual([1, 2, 3, 4, 5]);
  expect(turns).toBeGreaterThan(0);
});
