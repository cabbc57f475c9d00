import {
  replaceSealedText,
  type SealedColumn,
  type SealedText,
  sealedColumns,
  selectSealedTexts,
} from "../db/queries/sealed-columns.ts";
import type { DbHandle } from "../db/schema.ts";
import { createSecretBox, SecretBoxError, sealedPrefix } from "../security/secret-box.ts";

const textsAtOnce = 200;

interface DatabaseResealCounts {
  resealed: number;
  /** None of the keys opens them. */
  unopenable: number;
}

/**
 * Seals every sealed column with the first key of SECRET_KEY. Each text is replaced by a statement of its own, and only if
 * nobody changed it meanwhile, so that it may run beside the service, be interrupted and be run again.
 */
export async function resealDatabase(
  db: DbHandle,
  secretKey: string,
): Promise<DatabaseResealCounts> {
  const counts = { resealed: 0, unopenable: 0 };
  for (const column of sealedColumns) await resealColumn(db, column, secretKey, counts);
  return counts;
}

async function resealColumn(
  db: DbHandle,
  column: SealedColumn,
  secretKey: string,
  counts: DatabaseResealCounts,
): Promise<void> {
  const box = createSecretBox(secretKey, column.use);
  const prefix = sealedPrefix(secretKey);
  let texts: readonly SealedText[] = [];
  do {
    const after = texts.at(-1)?.row ?? null;
    texts = await selectSealedTexts(db, column, { prefix, after, limit: textsAtOnce });
    for (const text of texts) {
      const context = column.contextOf(text.row);
      const plain = openOrNull(() => box.open(text.sealed, context));
      if (plain === null) counts.unopenable += 1;
      else if (await replaceSealedText(db, column, text, box.seal(plain, context))) {
        counts.resealed += 1;
      }
    }
  } while (texts.length > 0);
}

function openOrNull(open: () => string): string | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}
