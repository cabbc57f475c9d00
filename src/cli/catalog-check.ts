import process from "node:process";
import { loadRecords } from "../catalog/load.ts";
import { CatalogError } from "../catalog/validation/issue.ts";

/** `npm run catalog:check [folder]`: checks whether the service would start with this catalogue. */
const folder = process.argv[2] ?? process.env["CATALOG_DIR"] ?? "data";
try {
  const records = await loadRecords(folder);
  console.log(
    `${records.procedures.length} procedures, ${records.guides.length} guides, ` +
      `${records.points.length} points, ${records.wards.length} wards, ` +
      `${records.holidays.length} holidays, ${records.lifeEvents.length} life events, ` +
      `${records.glossary.length} terms: no errors`,
  );
} catch (error) {
  if (!(error instanceof CatalogError)) throw error;
  console.error(error.report);
  process.exitCode = 1;
}
