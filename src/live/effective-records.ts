import type { CatalogRecords } from "../catalog/schema.ts";
import { validateConsistency } from "../catalog/validation/validate-records.ts";
import { applyVersions } from "../catalog/versions/apply-versions.ts";
import type { CatalogVersion } from "../catalog/versions/change.ts";
import type { DbHandle } from "../db/schema.ts";
import { readVersions, selectEffectiveVersions } from "./catalog-versions.ts";

/** Reads the records in effect on a local day. @param without a version that is left out, to compare. */
export type ReadRecords = (
  db: DbHandle,
  day: string,
  without?: number,
) => Promise<EffectiveRecords>;

export interface EffectiveRecords {
  readonly records: CatalogRecords;
  /** The active versions that could not be applied. */
  readonly leftOut: readonly number[];
}

/**
 * Creates the reader of the records in effect on a local day: those shipped, with the active versions applied. While the
 * versions are the same, it returns the same object, and its indexes can be reused. A version that no longer fits the
 * shipped records is left out, and `onInvalidVersion` is called with its id.
 */
export function createEffectiveRecords(
  shipped: CatalogRecords,
  onInvalidVersion: (id: number) => void,
): ReadRecords {
  const maxRemembered = 4;
  const remembered = new Map<string, EffectiveRecords>();
  return async (db, day, without) => {
    const rows = await selectEffectiveVersions(db, day);
    const ids = rows.map(({ id }) => id).filter((id) => id !== without);
    const key = ids.join(" ");
    const known = remembered.get(key);
    if (known !== undefined) return known;
    // A comparison without one version says nothing about the others.
    const leftOut: number[] = [];
    const report = (id: number) => {
      leftOut.push(id);
      if (without === undefined) onInvalidVersion(id);
    };
    const versions = await readVersions(db, ids, report);
    const effective = { records: applyFitting(shipped, versions, report), leftOut };
    const [oldest] = remembered.keys();
    if (remembered.size >= maxRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, effective);
    return effective;
  };
}

/** Each version was checked when it was activated; a later release may ship records that it contradicts. */
function applyFitting(
  shipped: CatalogRecords,
  versions: readonly CatalogVersion[],
  onInvalidVersion: (id: number) => void,
): CatalogRecords {
  const all = applyVersions(shipped, versions);
  if (isAlikeWhereChecked(shipped, all) || validateConsistency(all).length === 0) return all;
  let fitting = shipped;
  for (const version of versions) {
    const next = applyVersions(fitting, [version]);
    if (validateConsistency(next).length === 0) fitting = next;
    else onInvalidVersion(version.id);
  }
  return fitting;
}

/** Records without a guide are compared with nothing: thousands of them need no check of all the others. */
function isAlikeWhereChecked(shipped: CatalogRecords, applied: CatalogRecords): boolean {
  const lists = Object.keys(applied) as (keyof CatalogRecords)[];
  return lists.every((list) => list === "listed" || applied[list] === shipped[list]);
}
