import { expect, test } from "@jest/globals";
import { createSingleFlight } from "../../src/concurrency/single-flight.ts";

test("callers that come during a run share its result", async () => {
  let runs = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const fly = createSingleFlight(async () => {
    runs += 1;
    await promise;
    return runs;
  });

  const both = Promise.all([fly(), fly()]);
  resolve();

  expect(await both).toEqual([1, 1]);
});

test("a call after the run starts a new one", async () => {
  let runs = 0;
  const fly = createSingleFlight(async () => {
    runs += 1;
    return runs;
  });

  expect([await fly(), await fly()]).toEqual([1, 2]);
});

test("a failed run fails its callers only and is not kept", async () => {
  let runs = 0;
  const fly = createSingleFlight(async () => {
    runs += 1;
    if (runs === 1) throw new Error("no connection");
    return runs;
  });

  await expect(fly()).rejects.toThrow("no connection");
  expect(await fly()).toBe(2);
});
