import type { CatalogRecords } from "../schema.ts";
import { listGuideTexts } from "./guide-texts.ts";
import { catalogFiles, findDuplicates, type ValidationIssue } from "./issue.ts";
import { buildReadability } from "./readability.ts";

/** Checks that an elderly reader can follow every text of the guides, which are our own words. */
export function validateReadability(
  { guides, jargon }: CatalogRecords,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  const findProblems = buildReadability(jargon);
  const unreadable = guides.flatMap((guide) =>
    listGuideTexts(guide).flatMap(({ field, text }) =>
      findProblems(text).map((reason) => ({
        file: guideFiles.get(guide.procedure) ?? catalogFiles.guides,
        record: guide.procedure,
        field,
        reason,
        remedy: "use shorter sentences and everyday words",
      })),
    ),
  );
  const words = jargon.map(({ word }) => word);
  return [...findDuplicates(catalogFiles.jargon, "word", words), ...unreadable];
}
