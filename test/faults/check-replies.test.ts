import { describe, expect, test } from "@jest/globals";
import { judge } from "../../faults/check-replies.ts";
import type { Delivery } from "../../faults/fault-platform.ts";

const due = ["q1", "q2", "q3", "q4"];
const fine = { lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };

const none = { struck: [], unanswered: [] };

function got(texts: readonly string[]): Delivery[] {
  return texts.map((text, index) => ({ user: "u", text, at: index * 1000 }));
}

describe("the judge of a resident's replies", () => {
  test("finds nothing wrong where each came once, in order", () => {
    expect(judge(due, got(due), none)).toEqual(fine);
  });

  test("counts what never came", () => {
    expect(judge(due, got(["q1", "q2"]), none)).toEqual({ ...fine, lost: 2 });
  });

  test("counts a repetition", () => {
    expect(judge(due, got(["q1", "q1", "q2", "q3", "q4"]), none)).toEqual({ ...fine, doubled: 1 });
  });

  test("excuses one repetition of what was in flight when the fault struck, and no second", () => {
    const thrice = got(["q1", "q1", "q1", "q2", "q3", "q4"]);
    expect(judge(due, thrice, { ...none, struck: [100] })).toEqual({
      ...fine,
      doubled: 1,
      repeatedInFlight: 1,
    });
  });

  test("does not excuse a repetition of what was long sent when the fault struck", () => {
    const late = got(["q1", "q1", "q2", "q3", "q4"]);
    expect(judge(due, late, { ...none, struck: [900] })).toEqual({ ...fine, doubled: 1 });
  });

  test("excuses one more copy of what was not answered, and no third", () => {
    const thrice = got(["q1", "q1", "q1", "q2", "q3", "q4"]);
    const unanswered = [{ from: 0, to: 1500 }];
    expect(judge(due, thrice, { ...none, unanswered })).toEqual({
      ...fine,
      doubled: 1,
      repeatedInFlight: 1,
    });
  });

  test("counts a form out of step where a reply is not the one that was due", () => {
    expect(judge(due, got(["q1", "q3", "q4"]), none)).toMatchObject({ outOfStep: 1 });
    expect(judge(due, got(["q1", "q3", "q2", "q4"]), none)).toMatchObject({ outOfStep: 2 });
    expect(judge(due, got(["q1", "other", "q2", "q3", "q4"]), none)).toEqual({
      ...fine,
      outOfStep: 1,
    });
  });

  test("takes two copies of a block for out of step: only one reply can be in flight", () => {
    const block = got(["q1", "q2", "q1", "q2", "q3", "q4"]);
    expect(judge(due, block, { ...none, struck: [1000] })).toMatchObject({ outOfStep: 1 });
  });
});
