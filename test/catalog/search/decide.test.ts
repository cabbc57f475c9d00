import { describe, expect, test } from "@jest/globals";
import { decideSearch, type SearchHit } from "../../../src/catalog/search/decide.ts";

describe("decideSearch", () => {
  const hits = (...scores: number[]): SearchHit[] =>
    scores.map((score, at) => ({ id: `p${at}`, name: `P${at}`, score }));

  test("makes a sure hit the winner if it is clearly ahead", () => {
    expect(decideSearch(hits(0.9, 0.6, 0.5))).toEqual({ type: "winner", id: "p0" });
  });

  test("offers a choice between hits that are close, however sure they are", () => {
    expect(decideSearch(hits(0.95, 0.94, 0.9, 0.2))).toEqual({
      type: "choice",
      ids: ["p0", "p1", "p2"],
    });
  });

  test("offers at most three hits if none is sure", () => {
    expect(decideSearch(hits(0.45, 0.3, 0.29, 0.28, 0.27))).toEqual({
      type: "choice",
      ids: ["p0", "p1", "p2"],
    });
  });

  test("offers the next hit beside one that is not sure, however far behind it is", () => {
    expect(decideSearch(hits(0.5, 0.16))).toEqual({ type: "choice", ids: ["p0", "p1"] });
  });

  test("accepts a less sure hit if it is alone, but not a weak one", () => {
    expect(decideSearch(hits(0.5))).toEqual({ type: "winner", id: "p0" });
    expect(decideSearch(hits(0.4))).toEqual({ type: "none" });
  });

  test("chooses none of several weak hits", () => {
    expect(decideSearch(hits(0.25, 0.24))).toEqual({ type: "none" });
    expect(decideSearch([])).toEqual({ type: "none" });
  });
});
