import type { CatalogRecords } from "../schema.ts";
import { collectTexts } from "../translated-texts.ts";
import { catalogFiles, type ValidationIssue } from "../validation/issue.ts";
import { validateTranslations } from "../validation/validate-english.ts";
import { validateReadability } from "../validation/validate-readability.ts";
import { validateConsistency } from "../validation/validate-records.ts";
import { applyVersions, findConflicts } from "./apply-versions.ts";
import type { CatalogChange } from "./change.ts";

/**
 * Returns what must be corrected before a draft can be activated over the present records: references that lead nowhere,
 * texts that are hard to read, English with other figures, and fields that somebody else has changed since.
 */
export function checkDraft(
  records: CatalogRecords,
  changes: readonly CatalogChange[],
): ValidationIssue[] {
  const after = applyVersions(records, [{ id: 0, changes }]);
  const guides = new Set(changes.filter(({ kind }) => kind === "guide").map(({ id }) => id));
  const changedGuides = after.guides.filter(({ procedure }) => guides.has(procedure));
  return [
    ...changes.flatMap((change) => toConflictIssues(records, change)),
    ...validateConsistency(after),
    ...validateReadability({ ...after, guides: changedGuides, jargon: after.jargon }, new Map()),
    ...validateTranslations(changes.flatMap(toTranslation)),
  ];
}

function toTranslation({ kind, record }: CatalogChange): [string, string][] {
  return kind === "english" && record !== null ? [[record.text, record.english]] : [];
}

function toConflictIssues(records: CatalogRecords, change: CatalogChange): ValidationIssue[] {
  return findConflicts(records, change).map((field) => ({
    file: change.kind === "guide" ? catalogFiles.guides : change.kind,
    record: change.id,
    field,
    reason: "somebody else has changed it since",
    remedy: "open its form in this draft, compare, and save it again",
  }));
}

/** Returns the changed texts that have no English yet: residents who chose English read them in Vietnamese. */
export function findUntranslated(
  records: CatalogRecords,
  changes: readonly CatalogChange[],
): string[] {
  const after = applyVersions(records, [{ id: 0, changes }]);
  const idsOf = (kind: CatalogChange["kind"]) =>
    new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id));
  const [procedures, guides, points] = [idsOf("procedure"), idsOf("guide"), idsOf("point")];
  const texts = collectTexts({
    procedures: after.procedures.filter(({ id }) => procedures.has(id)),
    guides: after.guides.filter(({ procedure }) => guides.has(procedure)),
    points: after.points.filter(({ id }) => points.has(id)),
  });
  return [...texts].filter((text) => !after.english.has(text));
}
