import { createHash, randomBytes } from "node:crypto";

const tokenBytes = 32;

/** What only its holder knows; the database keeps its hash. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
