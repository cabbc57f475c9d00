import { createHash, randomBytes } from "node:crypto";

const tokenBytes = 32;

/** Returns a secret that only its holder knows: the database stores its hash. */
export function createToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
