import { loadRecords } from "../../src/catalog/load.ts";
import type { CatalogRecords } from "../../src/catalog/schema.ts";

let records: Promise<CatalogRecords> | undefined;

/** The catalogue that ships, read once per test file. */
export function shippedRecords(): Promise<CatalogRecords> {
  records ??= loadRecords(new URL("../../data", import.meta.url).pathname);
  return records;
}
