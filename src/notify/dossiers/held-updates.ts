import {
  deleteHeldUpdatesBefore,
  type HeldChange,
  insertHeldChanges,
  insertHeldUpdate,
  type ReportedRow,
  reportedColumns,
  selectReportedRows,
} from "../../db/queries/held-updates.ts";
import type { ChangedColumn } from "../../db/tables/dossier-desk-tables.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { Reports } from "./report.ts";
import { loadSteps, stepsOfReports } from "./step-store.ts";

/** How long an update can be taken back, and its deliveries wait. */
export const holdMs = 30_000;
/** Somebody may read for a while that it is too late. */
const keptMs = 3_600_000;

/** A call that can be taken back until `until`. */
export interface Hold {
  readonly until: Date;
  /** Returns the held update to which the call belongs: a new one, or that of the calls before it. */
  open(tx: Transaction): Promise<number>;
}

/** Opens a held update, and forgets those that nobody can take back any more. */
export async function openHeldUpdate(
  tx: Transaction,
  held: Parameters<typeof insertHeldUpdate>[1],
): Promise<number> {
  await deleteHeldUpdatesBefore(tx, new Date(held.at.getTime() - keptMs));
  return insertHeldUpdate(tx, held);
}

/** Remembers what these dossiers are like before a call; `save` stores what the call has changed. */
export async function beginRecording(
  tx: Transaction,
  reports: Pick<Reports, "dossiers" | "steps">,
  codeKeys: readonly string[],
  now: Date,
): Promise<{ save(heldId: number): Promise<void> }> {
  const before = await selectReportedRows(tx, codeKeys);
  const known = await loadSteps(tx, codeKeys);
  const added = Map.groupBy(
    stepsOfReports(reports, now).filter(
      (step) => !known.get(step.codeKey)?.some(({ identity }) => identity === step.identity),
    ),
    ({ codeKey }) => codeKey,
  );
  return {
    save: async (heldId) => {
      const after = await selectReportedRows(tx, codeKeys);
      const changes = [...after.values()].flatMap((row) => {
        const steps = (added.get(row.code_key) ?? []).map(({ identity }) => identity);
        const change = describeChange(before.get(row.code_key), row, [...new Set(steps)]);
        return change === null ? [] : [change];
      });
      await insertHeldChanges(tx, heldId, changes);
    },
  };
}

/** Returns null if the call changed nothing of the dossier. */
function describeChange(
  before: ReportedRow | undefined,
  after: ReportedRow,
  steps: readonly string[],
): HeldChange | null {
  if (before === undefined) return { dossierId: after.id, isNew: true, steps, columns: {} };
  const columns: Record<string, ChangedColumn> = {};
  for (const column of reportedColumns) {
    const change = { before: storable(before[column]), after: storable(after[column]) };
    if (change.before !== change.after) columns[column] = change;
  }
  const isChanged = steps.length > 0 || Object.keys(columns).length > 0;
  return isChanged ? { dossierId: after.id, isNew: false, steps, columns } : null;
}

/** Returns a column's value as JSON holds it. */
export function storable(value: string | number | Date | null): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
