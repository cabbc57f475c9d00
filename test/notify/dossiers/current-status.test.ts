import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DossierStatus } from "../../../src/catalog/dossiers/dossier-status.ts";
import {
  findCurrentStep,
  type StatusStep,
  statusHistory,
} from "../../../src/notify/dossiers/current-status.ts";

const monday = Date.parse("2026-11-23T01:00:00Z");
const hour = 3_600_000;

function step(status: DossierStatus, hours: number, extra: Partial<StatusStep> = {}): StatusStep {
  const at = new Date(monday + hours * hour);
  const note = extra.note ?? "";
  return { identity: `${status} ${hours} ${note}`, status, at, isDated: true, note, ...extra };
}

function undated(status: DossierStatus, heardAtHour: number): StatusStep {
  return step(status, heardAtHour, { isDated: false, identity: `${status} undated` });
}

const anyStep = fc
  .record({
    status: fc.integer({ min: 1, max: 10 }),
    hours: fc.integer({ min: 0, max: 6 }),
    note: fc.constantFrom("", "thiếu ảnh", "đã nhận"),
  })
  .map(({ status, hours, note }) => step(status as DossierStatus, hours, { note }));

const runs = { seed: 20261125, numRuns: 500 };

describe("what is told", () => {
  test("is nothing where nothing is known", () => {
    expect(findCurrentStep([])).toBeNull();
  });

  test("does not depend on the order in which steps arrive, nor on repeats", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1 }), fc.nat(), (steps, turn) => {
        const rotated = [
          ...steps.slice(turn % steps.length),
          ...steps.slice(0, turn % steps.length),
        ];
        const again = [...rotated.toReversed(), ...rotated];
        expect(findCurrentStep(again)?.identity).toBe(findCurrentStep(steps)?.identity);
      }),
      runs,
    );
  });

  test("never moves back while steps come in, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 2 }), (steps) => {
        const told = steps.map(
          (_, at) => findCurrentStep(steps.slice(0, at + 1))?.at.getTime() ?? 0,
        );
        expect(told).toEqual(told.toSorted((a, b) => a - b));
      }),
      runs,
    );
  });

  test("a late step stays in the history and is not told", () => {
    const steps = [step(4, 5), step(2, 1)];
    expect(findCurrentStep(steps)?.status).toBe(4);
    expect(statusHistory(steps).map(({ status }) => status)).toEqual([2, 4]);
  });

  test("at one moment the further step is told", () => {
    expect(findCurrentStep([step(4, 1), step(2, 1)])?.status).toBe(4);
  });

  test("a record's undated status is told where it goes further", () => {
    expect(findCurrentStep([step(4, 1), undated(5, 2)])?.status).toBe(5);
    expect(findCurrentStep([step(9, 1), undated(4, 2)])?.status).toBe(9);
  });

  test("the dated step of that status takes its place, note and all, even if it happened before", () => {
    const steps = [step(4, 1), undated(5, 3), step(5, 2, { note: "thiếu ảnh" })];
    expect(findCurrentStep(steps)?.note).toBe("thiếu ảnh");
    expect(statusHistory(steps).map(({ status }) => status)).toEqual([4, 5]);
  });

  test("an undated status gives way to what happened since it was heard of", () => {
    expect(findCurrentStep([step(4, 1), undated(5, 2), step(4, 3)])?.at).toEqual(
      new Date(monday + 3 * hour),
    );
  });
});

test("a status reported twice with the same note is one station of the way", () => {
  const way = statusHistory([
    step(2, 1),
    step(2, 2),
    step(4, 3, { note: "a" }),
    step(4, 4, { note: "b" }),
  ]);
  expect(way.map(({ status, note }) => `${status}${note}`)).toEqual(["2", "4a", "4b"]);
});
