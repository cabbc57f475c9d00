import type { CatalogRecords } from "../catalog/schema.ts";
import { validateVietnamese } from "../catalog/validation/validate-records.ts";
import { applyVersions } from "../catalog/versions/apply-versions.ts";
import type { CatalogVersion } from "../catalog/versions/change.ts";
import type { DbHandle } from "../db/schema.ts";
import { readVersions, selectEffectiveVersions } from "./catalog-versions.ts";

/**
 * Creates the reader of the records in effect on a local day: those shipped, with the active versions applied. While the
 * versions are the same, it returns the same object, and its indexes can be reused. A version that no longer fits the
 * shipped records is left out, and `onInvalidVersion` is called with its id.
 */
export function createEffectiveRecords(
  shipped: CatalogRecords,
  onInvalidVersion: (id: number) => void,
): (db: DbHandle, day: string) => Promise<CatalogRecords> {
  const maxRemembered = 2;
  const remembered = new Map<string, CatalogRecords>();
  return async (db, day) => {
    const ids = (await selectEffectiveVersions(db, day)).map(({ id }) => id);
    const key = ids.join(" ");
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const versions = await readVersions(db, ids, onInvalidVersion);
    const records = applyFitting(shipped, versions, onInvalidVersion);
    const [oldest] = remembered.keys();
    if (remembered.size >= maxRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, records);
    return records;
  };
}

/** Each version was checked when it was activated; a later release may ship records that it contradicts. */
function applyFitting(
  shipped: CatalogRecords,
  versions: readonly CatalogVersion[],
  onInvalidVersion: (id: number) => void,
): CatalogRecords {
  const all = applyVersions(shipped, versions);
  if (all === shipped || validateVietnamese(all).length === 0) return all;
  let fitting = shipped;
  for (const version of versions) {
    const next = applyVersions(fitting, [version]);
    if (validateVietnamese(next).length === 0) fitting = next;
    else onInvalidVersion(version.id);
  }
  return fitting;
}
