import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import { batchesOf } from "../../db/batches.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierStepTable } from "../../db/tables/dossier-tables.ts";
import type { KnownStep } from "./current-status.ts";
import type { DossierReport, StepReport } from "./report.ts";
import { stepIdentity } from "./step-identity.ts";

/** A step as it is kept. */
export interface KeptStep extends KnownStep {
  readonly codeKey: string;
  readonly officer: string | null;
  readonly unit: string | null;
  readonly dueAt: Date | null;
}

/** Keeps the steps, and the statuses that records state as steps of their own; one that is kept already stays as it is. */
export async function keepSteps(
  db: DbHandle,
  { steps, dossiers }: { steps: readonly StepReport[]; dossiers: readonly DossierReport[] },
  now: Date,
): Promise<void> {
  const rows = [
    ...steps.map((step) => ofStep(step, now)),
    ...dossiers.flatMap((dossier) => ofRecord(dossier, now)),
  ];
  for (const batch of batchesOf(rows)) {
    await db
      .insertInto("dossier_step")
      .values([...batch])
      .onConflict((conflict) => conflict.column("identity").doNothing())
      .execute();
  }
}

/** All steps of these codes, by code. */
export async function stepsOf(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptStep[]>> {
  const found = new Map<string, KeptStep[]>();
  for (const batch of batchesOf(codeKeys)) {
    const rows = await db
      .selectFrom("dossier_step")
      .selectAll()
      .where("code_key", "in", [...batch])
      .execute();
    for (const row of rows) {
      const step = fromRow(row);
      if (step !== null) found.set(step.codeKey, [...(found.get(step.codeKey) ?? []), step]);
    }
  }
  return found;
}

function ofStep(step: StepReport, now: Date): DossierStepTable {
  const key = normalizeDossierCode(step.code);
  return {
    identity: stepIdentity(key, step),
    code_key: key,
    status: step.status,
    at: step.at,
    is_dated: true,
    note: step.note,
    officer: step.officer,
    unit: step.unit,
    due_at: step.dueAt,
    taken_at: now,
  };
}

function ofRecord({ code, state }: DossierReport, now: Date): DossierStepTable[] {
  if (state === null) return [];
  const key = normalizeDossierCode(code);
  const step = {
    identity: stepIdentity(key, state),
    code_key: key,
    status: state.status,
    at: state.at ?? now,
    is_dated: state.at !== null,
    note: state.note,
    officer: null,
    unit: null,
    due_at: null,
    taken_at: now,
  };
  return [step];
}

/** null for a status that this version does not know. */
function fromRow(row: DossierStepTable): KeptStep | null {
  const { identity, status, at, note, officer, unit } = row;
  if (!isDossierStatus(status)) return null;
  return {
    identity,
    codeKey: row.code_key,
    status,
    at,
    isDated: row.is_dated,
    note,
    officer,
    unit,
    dueAt: row.due_at,
  };
}
