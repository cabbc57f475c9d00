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

describe("the current step", () => {
  test("is null if there are no steps", () => {
    expect(findCurrentStep([])).toBeNull();
  });

  test("does not depend on the order in which steps arrive, nor on repetitions", () => {
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

  test("never moves back in time while steps arrive in any order", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 2 }), (steps) => {
        const times = steps.map(
          (_, at) => findCurrentStep(steps.slice(0, at + 1))?.at.getTime() ?? 0,
        );
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      runs,
    );
  });

  test("is not replaced by a step that arrives late, which appears in the history only", () => {
    const steps = [step(4, 5), step(2, 1)];
    expect(findCurrentStep(steps)?.status).toBe(4);
    expect(statusHistory(steps).map(({ status }) => status)).toEqual([2, 4]);
  });

  test("is the one that is further on if two steps happened at the same moment", () => {
    expect(findCurrentStep([step(4, 1), step(2, 1)])?.status).toBe(4);
  });

  test("is a record's undated status if that is further on", () => {
    expect(findCurrentStep([step(4, 1), undated(5, 2)])?.status).toBe(5);
    expect(findCurrentStep([step(9, 1), undated(4, 2)])?.status).toBe(9);
  });

  test("is the dated step with its note rather than the undated one of the same status, even if it happened earlier", () => {
    const steps = [step(4, 1), undated(5, 3), step(5, 2, { note: "thiếu ảnh" })];
    expect(findCurrentStep(steps)?.note).toBe("thiếu ảnh");
    expect(statusHistory(steps).map(({ status }) => status)).toEqual([4, 5]);
  });

  test("is a step that happened after an undated status was received", () => {
    expect(findCurrentStep([step(4, 1), undated(5, 2), step(4, 3)])?.at).toEqual(
      new Date(monday + 3 * hour),
    );
  });
});

test("the status history has one entry for a status reported twice with the same note", () => {
  const history = statusHistory([
    step(2, 1),
    step(2, 2),
    step(4, 3, { note: "a" }),
    step(4, 4, { note: "b" }),
  ]);
  expect(history.map(({ status, note }) => `${status}${note}`)).toEqual(["2", "4a", "4b"]);
});
