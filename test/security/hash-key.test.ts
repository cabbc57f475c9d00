import { expect, test } from "@jest/globals";
import { type CanaryPlace, WrongSecretKeyError } from "../../src/security/canary.ts";
import { deriveKey, deriveKeys } from "../../src/security/derive-key.ts";
import { openHashKey } from "../../src/security/hash-key.ts";

const [first, second] = ["1".repeat(32), "2".repeat(32)];

/** A place that keeps its text in memory. */
function createPlace(): CanaryPlace {
  let stored: string | null = null;
  return {
    name: "the database",
    read: async () => stored,
    create: async (sealed) => (stored ??= sealed),
    replace: async (sealed) => {
      stored = sealed;
    },
  };
}

test("the hash key is random, and stays the same while SECRET_KEY changes", async () => {
  const place = createPlace();
  const open = (secretKey: string) => openHashKey({ secretKey, place, hasHashes: false });
  const key = await open(first);
  expect(key).not.toContain(first);
  expect(await open(first)).toBe(key);
  expect(await open(`${second},${first}`)).toBe(key);
  expect(await openHashKey({ secretKey: first, place: createPlace(), hasHashes: false })).not.toBe(
    key,
  );
});

test("where hashes exist that were made with SECRET_KEY itself, its oldest key goes on making them", async () => {
  const place = createPlace();
  const key = await openHashKey({ secretKey: `${second},${first}`, place, hasHashes: true });
  expect(deriveKey(key, "resident hash")).toBe(deriveKey(first, "resident hash"));
});

test("a key that does not open the canary is refused in words that name the store", async () => {
  const place = createPlace();
  await openHashKey({ secretKey: first, place, hasHashes: false });
  const opening = openHashKey({ secretKey: second, place, hasHashes: false });
  await expect(opening).rejects.toThrow(WrongSecretKeyError);
  await expect(opening).rejects.toMatchObject({
    report: expect.stringMatching(/^SECRET_KEY: none of its keys opens what the database holds/),
  });
});

test("the first of several keys signs, and all of them verify", () => {
  const [ofFirst, ofSecond] = [deriveKey(first, "cookie"), deriveKey(second, "cookie")];
  expect(deriveKey(`${first},${second}`, "cookie")).toBe(ofFirst);
  expect(deriveKeys(`${first},${second}`, "cookie")).toEqual([ofFirst, ofSecond]);
});
