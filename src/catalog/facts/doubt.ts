import type { FactSource, Strength } from "../procedure-schema.ts";

/** Residents hear of a fact that nobody has read in the law or on the national portal that it needs asking again. */
const weak: ReadonlySet<Strength> = new Set(["secondary", "inferred", "unknown"]);

/** Why a fact may be wrong, and the date of what it rests on: a year, a month or a day; null if no source gives one. */
export interface Doubt {
  readonly asOf: string | null;
}

interface Founded {
  readonly strength: Strength;
  readonly source: string;
}

/** What tells whether the facts of one record may be doubted on a day. */
export interface Foundation {
  readonly sources: ReadonlyMap<string, FactSource>;
  /** The date of the newest source that was read for the record. */
  readonly checked: string | null;
  readonly day: string;
}

/** Returns the doubt about a fact that is weakly founded or was checked more than a year ago; null if there is none. */
export function findDoubt(fact: Founded, foundation: Foundation): Doubt | null {
  const { sources, checked, day } = foundation;
  if (isWeak(fact)) return { asOf: sources.get(fact.source)?.date ?? checked };
  return isStale(checked, day) ? { asOf: checked } : null;
}

export function isWeak({ strength }: Pick<Founded, "strength">): boolean {
  return weak.has(strength);
}

/** A date without day or month counts from its end, so that nothing is stale too early. */
export function isStale(checked: string | null, day: string): boolean {
  if (checked === null) return false;
  const lastDay = `${checked}${["-12-31", "-31", ""][checked.split("-").length - 1] ?? ""}`;
  const yearAgo = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return lastDay < yearAgo;
}
