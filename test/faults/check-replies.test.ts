import { describe, expect, test } from "@jest/globals";
import { checkReplies } from "../../faults/check-replies.ts";
import type { Delivery } from "../../faults/fault-platform.ts";

const due = ["q1", "q2", "q3", "q4"];
const fine = { lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };

const noRepeats = { interruptedAt: [], unanswered: [] };

function received(texts: readonly string[]): Delivery[] {
  return texts.map((text, index) => ({ user: "u", text, at: index * 1000 }));
}

describe("checkReplies", () => {
  test("finds nothing wrong if each reply came once and in order", () => {
    expect(checkReplies(due, received(due), noRepeats)).toEqual(fine);
  });

  test("counts replies that never came as lost", () => {
    expect(checkReplies(due, received(["q1", "q2"]), noRepeats)).toEqual({ ...fine, lost: 2 });
  });

  test("counts a repeated reply as doubled", () => {
    expect(checkReplies(due, received(["q1", "q1", "q2", "q3", "q4"]), noRepeats)).toEqual({
      ...fine,
      doubled: 1,
    });
  });

  test("allows one copy of the reply in flight when the fault struck, and no second", () => {
    const thrice = received(["q1", "q1", "q1", "q2", "q3", "q4"]);
    expect(checkReplies(due, thrice, { ...noRepeats, interruptedAt: [100] })).toEqual({
      ...fine,
      doubled: 1,
      repeatedInFlight: 1,
    });
  });

  test("counts a copy of a reply that was sent long before the fault struck as doubled", () => {
    const late = received(["q1", "q1", "q2", "q3", "q4"]);
    expect(checkReplies(due, late, { ...noRepeats, interruptedAt: [900] })).toEqual({
      ...fine,
      doubled: 1,
    });
  });

  test("allows one more copy of an unanswered send, and no third", () => {
    const thrice = received(["q1", "q1", "q1", "q2", "q3", "q4"]);
    const unanswered = [{ from: 0, to: 1500 }];
    expect(checkReplies(due, thrice, { ...noRepeats, unanswered })).toEqual({
      ...fine,
      doubled: 1,
      repeatedInFlight: 1,
    });
  });

  test("counts a reply that was not the next one due as out of step", () => {
    expect(checkReplies(due, received(["q1", "q3", "q4"]), noRepeats)).toMatchObject({
      outOfStep: 1,
    });
    expect(checkReplies(due, received(["q1", "q3", "q2", "q4"]), noRepeats)).toMatchObject({
      outOfStep: 2,
    });
    expect(checkReplies(due, received(["q1", "other", "q2", "q3", "q4"]), noRepeats)).toEqual({
      ...fine,
      outOfStep: 1,
    });
  });

  test("counts a repeated block of replies as out of step, because only one reply can be in flight", () => {
    const block = received(["q1", "q2", "q1", "q2", "q3", "q4"]);
    expect(checkReplies(due, block, { ...noRepeats, interruptedAt: [1000] })).toMatchObject({
      outOfStep: 1,
    });
  });
});
