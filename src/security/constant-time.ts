import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Compares two secrets in a time that depends on neither content. Both are hashed first, so that their lengths may
 * differ and do not show either.
 */
export function equalInConstantTime(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(digestOf(a), digestOf(b));
}

function digestOf(secret: string | Buffer): Buffer {
  return createHash("sha256").update(secret).digest();
}
