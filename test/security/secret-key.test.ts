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

test("uses SECRET_KEY if it is set, and writes nothing", async () => {
  expect(await loadOrCreateSecretKey({ secretKey: "the operator's own", dataDir })).toBe(
    "the operator's own",
  );
  await expect(stat(join(dataDir, "secret-key"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("otherwise makes a key once, readable only by its owner, and finds it again", async () => {
  const fresh = { secretKey: null, dataDir: join(dataDir, "not", "yet", "there") };
  const key = await loadOrCreateSecretKey(fresh);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(join(fresh.dataDir, "secret-key"))).mode & 0o777).toBe(0o600);
  expect(await loadOrCreateSecretKey(fresh)).toBe(key);
});

test("finds several keys in the file, one a line", async () => {
  const [first, second] = ["a".repeat(64), "b".repeat(64)];
  await writeFile(join(dataDir, "secret-key"), `${first}\n${second}\n`);
  expect(await loadOrCreateSecretKey({ secretKey: null, dataDir })).toBe(`${first},${second}`);
});

test("rejects a damaged key file instead of replacing it", async () => {
  await writeFile(join(dataDir, "secret-key"), "");
  await expect(loadOrCreateSecretKey({ secretKey: null, dataDir })).rejects.toThrow(SecretKeyError);
});
