import type { Catalog } from "../catalog/catalog.ts";

export interface ApiOptions {
  /** Asked once a request: a change of data brings another catalogue. */
  readonly catalog: () => Catalog;
  readonly now: () => Date;
}
