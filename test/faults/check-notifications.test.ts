import { expect, test } from "@jest/globals";
import { checkNotifications } from "../../faults/check-notifications.ts";

const users = new Set(["a", "b", "c"]);
const deliveredAt = (user: string, at: number) => ({ user, text: "x", at });

test("counts a user who received nothing as lost", () => {
  expect(checkNotifications(users, [deliveredAt("a", 1)], [])).toEqual({
    lost: 2,
    copiesAtKills: [],
    copiesAfterTimeOuts: 0,
  });
});

test("attributes a copy to the kill right after its first, and any other copy to a time-out", () => {
  const delivered = [
    deliveredAt("a", 2_900),
    deliveredAt("b", 100),
    deliveredAt("c", 5_000),
    deliveredAt("a", 14_000),
    deliveredAt("b", 14_000),
  ];
  expect(checkNotifications(users, delivered, [1_500, 3_000])).toEqual({
    lost: 0,
    copiesAtKills: [0, 1],
    copiesAfterTimeOuts: 1,
  });
});
