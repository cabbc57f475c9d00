import {
  type SealedColumn,
  sealedColumns,
  selectSealedTexts,
} from "../db/queries/sealed-columns.ts";
import {
  hashKeyName,
  hasKeyedHashes,
  insertServiceKey,
  selectServiceKey,
} from "../db/queries/service-keys.ts";
import type { DbHandle } from "../db/schema.ts";
import { type CanaryPlace, WrongSecretKeyError } from "../security/canary.ts";
import { openHashKey } from "../security/hash-key.ts";
import { createSecretBox, SecretBoxError } from "../security/secret-box.ts";

const databaseName = "the database";

/**
 * Returns the key of keyed hashes, which the database keeps sealed. Rejects with WrongSecretKeyError if SECRET_KEY does
 * not open it, or, in a database of a version that kept no such key, nothing else that is sealed there.
 */
export async function openDatabaseHashKey(
  db: DbHandle,
  secretKey: string,
  now: () => Date,
): Promise<string> {
  const place: CanaryPlace = {
    name: databaseName,
    read: () => selectServiceKey(db, hashKeyName),
    create: (sealed) => insertServiceKey(db, { name: hashKeyName, sealed, createdAt: now() }),
  };
  if ((await place.read()) === null) await requireOpenable(db, secretKey);
  return openHashKey({ secretKey, place, hasHashes: await hasKeyedHashes(db) });
}

/** Tries one text of each sealed column: a single one may have been damaged. */
async function requireOpenable(db: DbHandle, secretKey: string): Promise<void> {
  const results: boolean[] = [];
  for (const column of sealedColumns) {
    const [first] = await selectSealedTexts(db, column, { prefix: null, after: null, limit: 1 });
    if (first !== undefined) results.push(opens(secretKey, column, first));
  }
  if (results.length > 0 && !results.includes(true)) throw new WrongSecretKeyError(databaseName);
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
