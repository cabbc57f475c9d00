import { createHmac, hkdfSync } from "node:crypto";
import { splitSecretKey } from "./secret-key.ts";

/**
 * Derives one key per use from the first key of SECRET_KEY, in hexadecimal: nobody can compute one from another. It
 * changes with the first key. What must outlive a change is derived from the hash key instead (`hash-key.ts`).
 */
export function deriveKey(secretKey: string, use: string): string {
  return hmacOf(splitSecretKey(secretKey)[0], use);
}

/** Derives one key per use from each key of SECRET_KEY: the first signs, and all verify. */
export function deriveKeys(secretKey: string, use: string): string[] {
  return splitSecretKey(secretKey).map((key) => hmacOf(key, use));
}

/**
 * Derives the key that encrypts stored data of one use. It differs from `deriveKey`: what is stored already was sealed
 * with these keys, so the derivation must not change. `key` is one key of SECRET_KEY.
 */
export function deriveEncryptionKey(key: string, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", `huong-dan ${use}`, bytes));
}

function hmacOf(key: string, use: string): string {
  return createHmac("sha256", key).update(use).digest("hex");
}
