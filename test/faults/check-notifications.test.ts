import { expect, test } from "@jest/globals";
import { judgeNews } from "../../faults/check-notifications.ts";

const users = new Set(["a", "b", "c"]);
const at = (user: string, ms: number) => ({ user, text: "x", at: ms });

test("who was told nothing is lost", () => {
  expect(judgeNews(users, [at("a", 1)], [])).toEqual({ lost: 2, atKills: [], atTimeOuts: 0 });
});

test("a copy belongs to the kill right after its first, and else to a time-out", () => {
  const delivered = [
    at("a", 2_900),
    at("b", 100),
    at("c", 5_000),
    at("a", 14_000),
    at("b", 14_000),
  ];
  expect(judgeNews(users, delivered, [1_500, 3_000])).toEqual({
    lost: 0,
    atKills: [0, 1],
    atTimeOuts: 1,
  });
});
