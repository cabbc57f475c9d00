import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loadOrCreateSecretKey, SecretKeyError } from "../../src/security/secret-key.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-key-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

test("SECRET_KEY is used where it is set, and nothing is written", async () => {
  expect(await loadOrCreateSecretKey({ secretKey: "the operator's own", dataDir })).toBe(
    "the operator's own",
  );
  await expect(stat(join(dataDir, "secret-key"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("else a key is made once, for its owner's eyes only, and found again", async () => {
  const fresh = { secretKey: null, dataDir: join(dataDir, "not", "yet", "there") };
  const key = await loadOrCreateSecretKey(fresh);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(join(fresh.dataDir, "secret-key"))).mode & 0o777).toBe(0o600);
  expect(await loadOrCreateSecretKey(fresh)).toBe(key);
});

test("a damaged key file is refused, not replaced", async () => {
  await writeFile(join(dataDir, "secret-key"), "");
  await expect(loadOrCreateSecretKey({ secretKey: null, dataDir })).rejects.toThrow(SecretKeyError);
});
