import { createHmac, hkdfSync } from "node:crypto";

/** Derives one key per use from the service's secret key, in hexadecimal: nobody can compute one from another. */
export function deriveKey(secretKey: string, use: string): string {
  return createHmac("sha256", secretKey).update(use).digest("hex");
}

/**
 * Derives the key that encrypts stored data of one use. It differs from `deriveKey`: what is stored already was sealed
 * with these keys, so the derivation must not change.
 */
export function deriveEncryptionKey(secretKey: string, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secretKey, "", `huong-dan ${use}`, bytes));
}
