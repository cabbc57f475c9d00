import { type DossierStatus, dossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** The part of a step that decides the current status. */
export interface StatusStep {
  readonly identity: string;
  readonly status: DossierStatus;
  /** When it happened. If it is undated: when we first received it. */
  readonly at: Date;
  readonly isDated: boolean;
  readonly note: string;
}

/** The order of steps at the same moment: a refusal comes after everything that can have led to it. */
const progressOrder: readonly DossierStatus[] = [
  dossierStatus.registeredOnline,
  dossierStatus.accepted,
  dossierStatus.inProcess,
  dossierStatus.paymentDue,
  dossierStatus.papersMissing,
  dossierStatus.refusedAtDesk,
  dossierStatus.withdrawn,
  dossierStatus.stopped,
  dossierStatus.decided,
  dossierStatus.resultHandedOver,
];

/**
 * Returns the step that residents are shown, or null if there is none: the latest by its own time, in whatever order the
 * steps arrived. A record's undated status counts only if it is further on than that step, was received no earlier, and no
 * dated step has the same status.
 */
export function findCurrentStep<Step extends StatusStep>(steps: readonly Step[]): Step | null {
  const latest =
    steps
      .filter((step) => step.isDated)
      .toSorted(byTime)
      .at(-1) ?? null;
  const furthest = undatedOf(steps).toSorted(byProgress).at(-1) ?? null;
  if (latest === null || furthest === null) return latest ?? furthest;
  const goesFurther = progressOf(furthest.status) > progressOf(latest.status);
  return goesFurther && furthest.at >= latest.at ? furthest : latest;
}

/** Returns the status history, oldest first. A status reported twice with the same note is one entry. */
export function statusHistory<Step extends StatusStep>(steps: readonly Step[]): Step[] {
  const known = [...steps.filter((step) => step.isDated), ...undatedOf(steps)].toSorted(byTime);
  return known.filter((step, index) => {
    const before = known[index - 1];
    return before?.status !== step.status || before.note !== step.note;
  });
}

/** Undated steps whose status no dated step has. */
function undatedOf<Step extends StatusStep>(steps: readonly Step[]): Step[] {
  const dated = new Set(steps.filter((step) => step.isDated).map(({ status }) => status));
  return steps.filter((step) => !step.isDated && !dated.has(step.status));
}

function byTime(a: StatusStep, b: StatusStep): number {
  return a.at.getTime() - b.at.getTime() || byProgress(a, b);
}

/** Compares the identities last, so that the order of arrival never decides. */
function byProgress(a: StatusStep, b: StatusStep): number {
  return progressOf(a.status) - progressOf(b.status) || (a.identity < b.identity ? -1 : 1);
}

function progressOf(status: DossierStatus): number {
  return progressOrder.indexOf(status);
}
