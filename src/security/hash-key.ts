import { randomBytes } from "node:crypto";
import { type CanaryPlace, canaryUse, openCanary } from "./canary.ts";
import { createSecretBox } from "./secret-box.ts";
import { splitSecretKey } from "./secret-key.ts";

const keyBytes = 32;

interface HashKeyOptions {
  readonly secretKey: string;
  /** Where the key is stored, sealed. It is also what tells a wrong SECRET_KEY. */
  readonly place: CanaryPlace;
  /** Whether there are keyed hashes already, of a version that made them with SECRET_KEY itself. */
  readonly hasHashes: boolean;
}

/**
 * Resolves with the key of keyed hashes and of links that are handed out. It is made once, stored sealed, and stays the
 * same when SECRET_KEY changes: hashes cannot be computed again, because what was hashed is not stored. Where earlier
 * hashes exist, it is the oldest key of SECRET_KEY, with which they were made. Rejects with WrongSecretKeyError.
 */
export function openHashKey({ secretKey, place, hasHashes }: HashKeyOptions): Promise<string> {
  const box = createSecretBox(secretKey, canaryUse);
  return openCanary(place, box, hasHashes ? oldestKey(secretKey) : newKey());
}

function oldestKey(secretKey: string): string {
  const keys = splitSecretKey(secretKey);
  return keys.at(-1) ?? keys[0];
}

function newKey(): string {
  return randomBytes(keyBytes).toString("hex");
}
