import type { Catalog } from "../catalog/catalog.ts";
import type { CatalogRecords } from "../catalog/schema.ts";
import { applyVersions } from "../catalog/versions/apply-versions.ts";
import type { CatalogVersion } from "../catalog/versions/change.ts";

interface Built {
  readonly key: string;
  readonly records: CatalogRecords;
  readonly catalog: Catalog;
}

/** The drafts that are tried at the same time in one process. */
const maxRemembered = 3;

/**
 * Creates the builder of catalogues in which a draft is tried. Building takes half a second in which nobody is answered,
 * so that each is built once for all turns of its trial.
 */
export function createDraftCatalogs(build: (records: CatalogRecords) => Catalog) {
  let remembered: readonly Built[] = [];
  /** @param revision the draft's: a changed one is built anew. */
  return (records: CatalogRecords, version: CatalogVersion, revision: number): Catalog => {
    const key = `${version.id} ${revision}`;
    const known = remembered.find((each) => each.key === key && each.records === records);
    if (known !== undefined) return known.catalog;
    const catalog = build(applyVersions(records, [version]));
    remembered = [
      ...remembered.filter((each) => each.key !== key),
      { key, records, catalog },
    ].slice(-maxRemembered);
    return catalog;
  };
}
