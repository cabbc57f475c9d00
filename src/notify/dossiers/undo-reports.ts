import type { Database } from "../../db/open.ts";
import { lockIngestion } from "../../db/queries/dossiers.ts";
import {
  deleteEmptyDossiers,
  deleteHeldSteps,
  lockHeldDeliveries,
  lockHeldUpdate,
  markUndone,
  type ReportedRow,
  reportedColumns,
  restoreReportedRows,
  selectHeldChanges,
  selectReportedRows,
} from "../../db/queries/held-updates.ts";
import type { Transaction } from "../../db/transaction.ts";
import { storable } from "./held-updates.ts";
import type { EnqueueChanges } from "./ingest-reports.ts";
import { recomputeStatus } from "./recompute-status.ts";

export type UndoResult =
  | {
      readonly type: "undone";
      readonly steps: number;
      /** Notifications that will not be sent. */
      readonly deliveries: number;
      /** Dossiers that only this call had made. */
      readonly removedDossiers: readonly number[];
    }
  /** Its time is over, or a deliverer has taken one of its notifications: nothing was changed. */
  | { readonly type: "too-late" }
  /** Somebody was faster. */
  | { readonly type: "undone-before" };

/**
 * Takes a held update back: its steps, what it wrote into dossiers (unless somebody has written there since), and the
 * notifications, all or nothing. `alongside` runs in the same transaction if it is undone. Rejects if the database fails.
 */
export type UndoReports = (
  heldId: number,
  by: number,
  alongside?: (tx: Transaction, result: UndoResult & { type: "undone" }) => Promise<void>,
) => Promise<UndoResult>;

interface UndoDependencies {
  readonly database: Pick<Database, "transaction">;
  readonly now: () => Date;
  readonly enqueueNotifications: EnqueueChanges;
}

export function createReportUndo({
  database,
  now,
  enqueueNotifications,
}: UndoDependencies): UndoReports {
  return (heldId, by, alongside) =>
    database.transaction(async (tx) => {
      await lockIngestion(tx);
      const at = now();
      const held = await lockHeldUpdate(tx, heldId);
      if (held === undefined) return { type: "too-late" };
      if (held.undone_at !== null) return { type: "undone-before" };
      if (held.until <= at) return { type: "too-late" };
      const { waiting, taken } = await lockHeldDeliveries(tx, heldId);
      if (taken > 0) return { type: "too-late" };
      const changes = await selectHeldChanges(tx, heldId);
      const codeKeys = changes.map(({ code_key }) => code_key);
      const steps = await deleteHeldSteps(tx, heldId);
      await restoreColumns(tx, changes, codeKeys);
      const made = changes.filter(({ is_new }) => is_new).map(({ dossier_id }) => dossier_id);
      const told = await recomputeStatus(tx, codeKeys);
      // What somebody else reported meanwhile counted as a repetition of what is taken back now.
      const later = told.filter(({ step }) => step.takenAt > held.at);
      await enqueueNotifications(tx, later);
      await markUndone(tx, heldId, { by, now: at });
      const removedDossiers = await deleteEmptyDossiers(tx, made);
      const result = { type: "undone", steps, deliveries: waiting, removedDossiers } as const;
      await alongside?.(tx, result);
      return result;
    });
}

async function restoreColumns(
  tx: Transaction,
  changes: Awaited<ReturnType<typeof selectHeldChanges>>,
  codeKeys: readonly string[],
): Promise<void> {
  const present = await selectReportedRows(tx, codeKeys);
  const restored = changes.flatMap(({ code_key, columns }) => {
    const row = present.get(code_key);
    if (row === undefined || Object.keys(columns).length === 0) return [];
    return [restoredRow(row, columns)];
  });
  await restoreReportedRows(tx, restored);
}

function restoredRow(
  row: ReportedRow,
  columns: Awaited<ReturnType<typeof selectHeldChanges>>[number]["columns"],
): Omit<ReportedRow, "code_key"> {
  const { code_key: _, ...restored } = row;
  const values: Record<string, string | number | Date | null> = { ...restored };
  for (const column of reportedColumns) {
    const change = columns[column];
    const isUntouched = change !== undefined && storable(row[column]) === change.after;
    if (isUntouched) values[column] = change.before;
  }
  return { ...restored, ...values };
}
