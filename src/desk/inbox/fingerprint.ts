import { createHash } from "node:crypto";

/** Returns a short text that is another one if what a page shows has changed. */
export function fingerprint(shown: object): string {
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 22);
}
