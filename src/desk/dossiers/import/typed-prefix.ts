import { normalizeDossierCode } from "../../../catalog/dossiers/dossier-code.ts";
import { selectListedPrefixes } from "../../../db/queries/agencies.ts";
import type { DbHandle } from "../../../db/schema.ts";

/** The identifiers that any agency has, in the form in which codes are compared. */
export interface ListedPrefixes {
  readonly has: (identifier: string) => boolean;
  /** Returns the identifier as a code writes it: 000.00.99.H29. */
  readonly writtenIn: (code: string, identifier: string) => string;
}

export async function loadListedPrefixes(db: DbHandle): Promise<ListedPrefixes> {
  const rows = await selectListedPrefixes(db);
  const listed = new Set(rows.map(({ prefix }) => prefix));
  return { has: (identifier) => listed.has(identifier), writtenIn: writtenPrefix };
}

/** Returns the beginning of a code that is this identifier, with its dots as they are written. */
function writtenPrefix(code: string, identifier: string): string {
  for (let length = 1; length <= code.length; length += 1) {
    const start = code.slice(0, length);
    if (normalizeDossierCode(start) === identifier) return start;
  }
  return identifier;
}
