import {
  type SealedColumn,
  sealedColumns,
  selectSealedTexts,
} from "../db/queries/sealed-columns.ts";
import { hashKeyPlace, hasKeyedHashes } from "../db/queries/service-keys.ts";
import type { DbHandle } from "../db/schema.ts";
import { WrongSecretKeyError } from "../security/canary.ts";
import { openHashKey } from "../security/hash-key.ts";
import { createSecretBox, SecretBoxError } from "../security/secret-box.ts";

/**
 * Returns the key of keyed hashes, which the database keeps sealed. Rejects with WrongSecretKeyError if SECRET_KEY does
 * not open it, or, in a database of a version that kept no such key, nothing else that is sealed there.
 */
export async function openDatabaseHashKey(
  db: DbHandle,
  secretKey: string,
  now: () => Date,
): Promise<string> {
  const place = hashKeyPlace(db, now);
  if ((await place.read()) === null && !(await opensWhatIsSealed(db, secretKey))) {
    throw new WrongSecretKeyError(place.name);
  }
  return openHashKey({ secretKey, place, hasHashes: await hasKeyedHashes(db) });
}

/** Tries one text of each sealed column: a single one may have been damaged. */
async function opensWhatIsSealed(db: DbHandle, secretKey: string): Promise<boolean> {
  const results: boolean[] = [];
  for (const column of sealedColumns) {
    const [first] = await selectSealedTexts(db, column, { prefix: null, after: null, limit: 1 });
    if (first !== undefined) results.push(opens(secretKey, column, first));
  }
  return results.length === 0 || results.includes(true);
}

function opens(
  secretKey: string,
  { use, contextOf }: SealedColumn,
  { sealed, row }: { readonly sealed: string; readonly row: Readonly<Record<string, unknown>> },
): boolean {
  try {
    createSecretBox(secretKey, use).open(sealed, contextOf(row));
    return true;
  } catch (error) {
    if (error instanceof SecretBoxError) return false;
    throw error;
  }
}
