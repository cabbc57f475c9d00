import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { withPauses } from "../../concurrency/with-pauses.ts";
import { batchesOf } from "../../db/batches.ts";
import { type PreviewedDossier, selectPreviewedDossiers } from "../../db/queries/update-preview.ts";
import type { DbHandle } from "../../db/schema.ts";
import { maxNotifiedAgeMs } from "../delivery/enqueue-notifications.ts";
import { findCurrentStep } from "../dossiers/current-status.ts";
import type { DossierReport, Reports } from "../dossiers/report.ts";
import { loadSteps, type StoredStep, stepsOfReports } from "../dossiers/step-store.ts";

/** Why a report of a dossier notifies nobody, whoever follows it. */
export type Silence =
  /** It is known already, or it states no status. */
  | "known"
  /** A later step is known. */
  | "older"
  /** The same status and note as before. */
  | "repetition"
  /** It happened too long ago to be news. */
  | "long-ago";

/** What reports would do to one dossier. */
export interface PlannedChange {
  /** null: it is not known yet. */
  readonly dossier: PreviewedDossier | null;
  readonly report: DossierReport | null;
  /** The step of which followers would be notified. */
  readonly step: StoredStep;
}

export interface PlannedBatch {
  readonly changes: readonly PlannedChange[];
  readonly silent: readonly Silence[];
}

/** Yields what the reports would change, some hundred dossiers at a time, without storing anything. */
export async function* planChanges(
  db: DbHandle,
  { dossiers, steps }: Pick<Reports, "dossiers" | "steps">,
  { now, maxDossiers }: { now: Date; maxDossiers: number },
): AsyncGenerator<PlannedBatch> {
  const reported = Map.groupBy(stepsOfReports({ dossiers, steps }, now), ({ codeKey }) => codeKey);
  const reports = new Map(dossiers.map((one) => [normalizeDossierCode(one.code), one]));
  const codeKeys = [...new Set([...reports.keys(), ...reported.keys()])].slice(0, maxDossiers);
  for (const batch of batchesOf(codeKeys)) {
    const found = await selectPreviewedDossiers(db, batch);
    const known = new Map(found.map((one) => [one.code_key, one]));
    const stored = await loadSteps(db, batch);
    const changes: PlannedChange[] = [];
    const silent: Silence[] = [];
    for await (const codeKey of withPauses(batch)) {
      const dossier = known.get(codeKey) ?? null;
      const steps = { before: stored.get(codeKey) ?? [], added: reported.get(codeKey) ?? [] };
      const step = findChange(steps, dossier?.told_identity ?? null, now);
      if (typeof step === "string") silent.push(step);
      else changes.push({ dossier, report: reports.get(codeKey) ?? null, step });
    }
    yield { changes, silent };
  }
}

function findChange(
  { before, added }: { before: readonly StoredStep[]; added: readonly StoredStep[] },
  toldIdentity: string | null,
  now: Date,
): StoredStep | Silence {
  const identities = new Set(before.map(({ identity }) => identity));
  const fresh = added.filter(({ identity }) => !identities.has(identity));
  const step = findCurrentStep([...before, ...fresh]);
  if (fresh.length === 0 || step === null) return "known";
  if (!fresh.includes(step)) return "older";
  const told = before.find(({ identity }) => identity === toldIdentity);
  if (told?.status === step.status && told.note === step.note) return "repetition";
  return now.getTime() - step.at.getTime() < maxNotifiedAgeMs ? step : "long-ago";
}
