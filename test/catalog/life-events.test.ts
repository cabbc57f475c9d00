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

test("no two life events have the same label, so that a typed answer is unambiguous", () => {
  expect(new Set(lifeEvents.map(({ label }) => label)).size).toBe(lifeEvents.length);
});

test("the life events fit on two pages of the menu", () => {
  expect(lifeEvents.length).toBeLessThanOrEqual(2 * maxOptions);
});
