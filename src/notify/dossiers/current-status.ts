import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** A step as far as it decides what residents are told. */
export interface KnownStep {
  readonly identity: string;
  readonly status: DossierStatus;
  /** When it happened; undated: when we first heard of it. */
  readonly at: Date;
  readonly isDated: boolean;
  readonly note: string;
}

/** What happens at one moment happens in this order: a refusal comes after everything that could have led to it. */
const order: readonly DossierStatus[] = [1, 2, 4, 6, 5, 3, 7, 8, 9, 10];

/**
 * The step that residents are told, or null where there is none: the latest by its own time, however they arrived. A record's
 * undated status counts only where it goes further than that, was heard of no earlier, and no dated step says the same.
 */
export function toldStep<Step extends KnownStep>(steps: readonly Step[]): Step | null {
  const latest =
    steps
      .filter((step) => step.isDated)
      .toSorted(byTime)
      .at(-1) ?? null;
  const furthest = undatedOf(steps).toSorted(byProgress).at(-1) ?? null;
  if (latest === null || furthest === null) return latest ?? furthest;
  const goesFurther = rank(furthest.status) > rank(latest.status);
  return goesFurther && furthest.at >= latest.at ? furthest : latest;
}

/** The way of a dossier, oldest first; one status reported twice with the same note is told once. */
export function wayOf<Step extends KnownStep>(steps: readonly Step[]): Step[] {
  const known = [...steps.filter((step) => step.isDated), ...undatedOf(steps)].toSorted(byTime);
  return known.filter((step, at) => {
    const before = known[at - 1];
    return before?.status !== step.status || before.note !== step.note;
  });
}

/** Those whose status no dated step has. */
function undatedOf<Step extends KnownStep>(steps: readonly Step[]): Step[] {
  const dated = new Set(steps.filter((step) => step.isDated).map(({ status }) => status));
  return steps.filter((step) => !step.isDated && !dated.has(step.status));
}

function byTime(a: KnownStep, b: KnownStep): number {
  return a.at.getTime() - b.at.getTime() || byProgress(a, b);
}

/** By identity last, so that the order of arrival never decides. */
function byProgress(a: KnownStep, b: KnownStep): number {
  return rank(a.status) - rank(b.status) || (a.identity < b.identity ? -1 : 1);
}

function rank(status: DossierStatus): number {
  return order.indexOf(status);
}
