import { expect, test } from "@jest/globals";
import { PassingMap } from "../../src/bot/churn-safe-map.ts";

test("holds what was set last under a name, until it is deleted", () => {
  const map = new PassingMap<{ n: number } | null>();
  map.set("a", { n: 1 });
  map.set("b", null);
  map.set("a", { n: 2 });
  expect([map.size, map.get("a"), map.get("b"), map.has("b")]).toEqual([2, { n: 2 }, null, true]);
  expect(map.names()).toEqual(["a", "b"]);
  map.delete("a");
  map.delete("a");
  expect([map.size, map.get("a"), map.has("a"), map.names()]).toEqual([1, undefined, false, ["b"]]);
});

test("takes the names that mean something to other objects for names", () => {
  const map = new PassingMap<object>();
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(map.get(name)).toBeUndefined();
    map.set(name, { name });
    expect(map.get(name)).toEqual({ name });
  }
  expect(map.size).toBe(3);
});
