import { createHmac } from "node:crypto";

/** Derives one key per use from the service's secret key, in hexadecimal: nobody can compute one from another. */
export function deriveKey(secretKey: string, use: string): string {
  return createHmac("sha256", secretKey).update(use).digest("hex");
}
