import type { ImportChange } from "../catalog/import/plan-import.ts";
import { listDifferences } from "../catalog/import/plan-import.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { selectPendingImports } from "../db/queries/catalog-imports.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { createDraft, readVersions } from "./catalog-versions.ts";

export interface ImportDraft {
  readonly title: string;
  /** Who imports: the username of an account, or the name of a program. */
  readonly by: string;
  readonly now: Date;
  readonly changes: readonly ImportChange[];
}

/** What became of an import. */
export interface DraftedImport {
  /** The draft that was made; null: nothing would change. */
  readonly draftId: number | null;
  /** How many changes it holds. */
  readonly changeCount: number;
  /** The earlier imports that wait with some of the same changes. */
  readonly pendingIds: readonly number[];
}

/**
 * Stores the changes of an import as a draft of the administrators. What an earlier import proposes in the same way, and
 * nobody has decided on, is not proposed again.
 */
export async function draftImport(
  tx: Transaction,
  { title, by, now, changes }: ImportDraft,
): Promise<DraftedImport> {
  const { fresh, pendingIds } = await leaveOutPending(tx, changes, now);
  const rest = { changeCount: fresh.length, pendingIds };
  if (fresh.length === 0) return { draftId: null, ...rest };
  const draft = { title, origin: "import" as const, agencyId: null, by, now, changes: fresh };
  return { draftId: await createDraft(tx, draft), ...rest };
}

async function leaveOutPending(
  db: DbHandle,
  changes: readonly ImportChange[],
  now: Date,
): Promise<{ fresh: readonly ImportChange[]; pendingIds: readonly number[] }> {
  if (changes.length === 0) return { fresh: changes, pendingIds: [] };
  const rows = await selectPendingImports(db, toLocalDay(now));
  // What this release cannot read is proposed again.
  const versions = await readVersions(
    db,
    rows.map(({ id }) => id),
    () => {},
  );
  const pending = new Map(
    versions.flatMap(({ id, changes: proposed }) =>
      proposed.map((change) => [`${change.kind} ${change.id}`, { id, record: change.record }]),
    ),
  );
  const pendingIds = new Set<number>();
  const fresh = changes.filter((change) => {
    const earlier = pending.get(`${change.kind} ${change.id}`);
    if (earlier?.record == null || change.record === null) return true;
    if (listDifferences(earlier.record, change.record).length > 0) return true;
    pendingIds.add(earlier.id);
    return false;
  });
  return { fresh, pendingIds: [...pendingIds] };
}
