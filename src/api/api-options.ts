import type { Catalog } from "../catalog/catalog.ts";

export interface ApiOptions {
  /** Called once a request, because a change of data replaces the catalogue. */
  readonly catalog: () => Catalog;
  readonly now: () => Date;
}
