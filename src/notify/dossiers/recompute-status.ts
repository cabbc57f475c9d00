import { batchesOf } from "../../db/batches.ts";
import {
  clearCurrentSteps,
  selectCurrentSteps,
  updateCurrentSteps,
} from "../../db/queries/dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { findCurrentStep } from "./current-status.ts";
import { loadSteps, type StoredStep } from "./step-store.ts";

/** A dossier's current step has changed. */
export interface StatusChange {
  readonly dossierId: number;
  readonly step: StoredStep;
  /** The same status and note as before: nothing that a resident would notice. */
  readonly isRepetition: boolean;
}

/** Recomputes the current steps of these dossiers; one whose last step is gone has none. Steps whose dossier is unknown wait until it is reported. */
export async function recomputeStatus(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<StatusChange[]> {
  const steps = await loadSteps(db, codeKeys);
  const changes: StatusChange[] = [];
  const withoutStep: number[] = [];
  for (const batch of batchesOf(codeKeys)) {
    for (const { id, code_key, told_identity } of await selectCurrentSteps(db, batch)) {
      const known = steps.get(code_key) ?? [];
      const step = findCurrentStep(known);
      if (step === null && told_identity !== null) withoutStep.push(id);
      if (step === null || step.identity === told_identity) continue;
      const before = known.find(({ identity }) => identity === told_identity);
      const isRepetition = before?.status === step.status && before.note === step.note;
      changes.push({ dossierId: id, step, isRepetition });
    }
  }
  for (const batch of batchesOf(withoutStep)) await clearCurrentSteps(db, batch);
  for (const batch of batchesOf(changes)) {
    await updateCurrentSteps(
      db,
      batch.map(({ dossierId, step: { identity, status, at } }) => ({
        id: dossierId,
        identity,
        status,
        at,
      })),
    );
  }
  return changes;
}
