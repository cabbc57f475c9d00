import { createHash } from "node:crypto";
import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** The same code, status, time and note is the same step; `at` null for a record's undated status. */
export function stepIdentity(
  codeKey: string,
  { status, at, note }: { status: DossierStatus; at: Date | null; note: string },
): string {
  const parts = [codeKey, status, at?.toISOString() ?? null, note];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
