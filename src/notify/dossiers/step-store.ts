import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import { insertSteps, selectStepsByCode } from "../../db/queries/dossier-steps.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierStepTable } from "../../db/tables/dossier-tables.ts";
import type { StatusStep } from "./current-status.ts";
import { type DossierReport, type StepReport, stepIdentity } from "./report.ts";

export interface StoredStep extends StatusStep {
  readonly codeKey: string;
  /** When it was first received. */
  readonly takenAt: Date;
}

interface StepSources {
  readonly steps: readonly StepReport[];
  readonly dossiers: readonly DossierReport[];
}

/** Saves the steps, and the statuses of records as steps of their own. A step that is stored already stays unchanged. */
export async function saveSteps(db: DbHandle, reports: StepSources, now: Date): Promise<void> {
  await insertSteps(db, rowsOf(reports, now));
}

/** Returns the steps that `saveSteps` would store. */
export function stepsOfReports(reports: StepSources, now: Date): StoredStep[] {
  return rowsOf(reports, now)
    .map(fromRow)
    .filter((step) => step !== null);
}

function rowsOf({ steps, dossiers }: StepSources, now: Date): DossierStepTable[] {
  return [
    ...steps.map((step) => rowOfStep(step, now)),
    ...dossiers.flatMap((dossier) => rowsOfRecord(dossier, now)),
  ];
}

/** Loads all steps of these codes, by code. */
export async function loadSteps(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredStep[]>> {
  const rows = await selectStepsByCode(db, codeKeys);
  const steps = rows.map(fromRow).filter((step) => step !== null);
  return Map.groupBy(steps, ({ codeKey }) => codeKey);
}

function rowOfStep(step: StepReport, now: Date): DossierStepTable {
  const codeKey = normalizeDossierCode(step.code);
  return {
    identity: stepIdentity(codeKey, step),
    code_key: codeKey,
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

function rowsOfRecord({ code, state }: DossierReport, now: Date): DossierStepTable[] {
  if (state === null) return [];
  const codeKey = normalizeDossierCode(code);
  const row = {
    identity: stepIdentity(codeKey, state),
    code_key: codeKey,
    status: state.status,
    at: state.at ?? now,
    is_dated: state.at !== null,
    note: state.note,
    officer: null,
    unit: null,
    due_at: null,
    taken_at: now,
  };
  return [row];
}

/** null for a status that this version does not know. */
function fromRow(row: DossierStepTable): StoredStep | null {
  const { identity, code_key: codeKey, status, at, is_dated: isDated, note } = row;
  if (!isDossierStatus(status)) return null;
  return { identity, codeKey, status, at, isDated, note, takenAt: row.taken_at };
}
