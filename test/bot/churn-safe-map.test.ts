import { expect, test } from "@jest/globals";
import { ChurnSafeMap } from "../../src/bot/churn-safe-map.ts";

test("returns the value that was set last for a key until the key is deleted", () => {
  const map = new ChurnSafeMap<{ n: number } | null>();
  map.set("a", { n: 1 });
  map.set("b", null);
  map.set("a", { n: 2 });
  expect([map.size, map.get("a"), map.get("b"), map.has("b")]).toEqual([2, { n: 2 }, null, true]);
  expect(map.keys()).toEqual(["a", "b"]);
  map.delete("a");
  map.delete("a");
  expect([map.size, map.get("a"), map.has("a"), map.keys()]).toEqual([1, undefined, false, ["b"]]);
});

test("treats names of built-in properties as ordinary keys", () => {
  const map = new ChurnSafeMap<object>();
  for (const key of ["__proto__", "constructor", "toString"]) {
    expect(map.get(key)).toBeUndefined();
    map.set(key, { key });
    expect(map.get(key)).toEqual({ key });
  }
  expect(map.size).toBe(3);
});
