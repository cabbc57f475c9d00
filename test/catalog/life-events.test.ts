import { expect, test } from "@jest/globals";
import { maxOptions } from "../../src/wording/message.ts";
import { shippedRecords } from "./shipped-records.ts";

const { lifeEvents, procedures } = await shippedRecords();

test("every procedure is reached from a life event", () => {
  const reached = new Set(lifeEvents.flatMap((event) => event.procedures));
  expect(procedures.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
});

test("no life event names a procedure twice", () => {
  const repeating = lifeEvents.filter(
    (event) => new Set(event.procedures).size < event.procedures.length,
  );
  expect(repeating.map(({ id }) => id)).toEqual([]);
});

test("labels differ, so that a typed answer is clear", () => {
  expect(new Set(lifeEvents.map(({ label }) => label)).size).toBe(lifeEvents.length);
});

test("the first menu takes at most two pages", () => {
  expect(lifeEvents.length).toBeLessThanOrEqual(2 * maxOptions);
});
