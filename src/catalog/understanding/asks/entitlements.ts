import { isValidOn } from "../../facts/window.ts";
import type { Interval } from "../../measures/measure.ts";
import type { Entitlement, Procedure } from "../../procedure-schema.ts";
import type { ResidentGroup } from "../../vocabulary-schema.ts";

/** An entitlement that fits what was told, with the procedure that gives it. */
export interface FittingBenefit {
  readonly procedure: Procedure;
  readonly entitlement: Entitlement;
}

interface Told {
  /** Years; null if no age was told. */
  readonly age: Interval | null;
  readonly groups: ReadonlySet<ResidentGroup>;
}

/** So many benefits are named. */
const maxBenefits = 3;

/**
 * Returns what somebody is entitled to on a local day, at most three, each procedure once: what certainly fits before what
 * only fits if they belong to a group that they have not named, then what is asked for most often.
 */
export function findEntitlements(
  procedures: Iterable<Procedure>,
  told: Told,
  day: string,
): FittingBenefit[] {
  const fitting = [...procedures].flatMap((procedure) => {
    const fits = (procedure.entitlements ?? [])
      .filter((each) => isValidOn(each, day))
      .map((entitlement) => ({ entitlement, fit: fitOf(entitlement, told) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit);
    const best = fits[0];
    return best === undefined ? [] : [{ procedure, ...best }];
  });
  return fitting
    .sort((a, b) => b.fit - a.fit || a.procedure.demand - b.procedure.demand)
    .slice(0, maxBenefits)
    .map(({ procedure, entitlement }) => ({ procedure, entitlement }));
}

/** 2: age and group fit; 1: it fits if they belong to the group; 0: it does not. */
function fitOf(rule: Entitlement, { age, groups }: Told): 0 | 1 | 2 {
  const { age_from: from, age_below: below, groups: needed } = rule;
  const needsAge = from !== undefined || below !== undefined;
  if ((rule.not ?? []).some((group) => groups.has(group))) return 0;
  if (needsAge && (age === null || !overlaps(age, from, below))) return 0;
  if (needed === undefined) return 2;
  if (needed.some((group) => groups.has(group))) return 2;
  return needsAge ? 1 : 0;
}

function overlaps(age: Interval, from = 0, below = Number.POSITIVE_INFINITY): boolean {
  return age.from >= from && age.from < below;
}
