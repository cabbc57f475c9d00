import type { CatalogRecords } from "../schema.ts";
import { collectTexts } from "../translated-texts.ts";
import { extractNumbers } from "./figures.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";

/** A label becomes a button in English too. */
const maxLabelLength = 20;

/** Checks that every text shown to residents has an English one with the same figures, and that no English is unused. */
export function validateEnglish(records: CatalogRecords): ValidationIssue[] {
  const { procedures, guides, glossary, lifeEvents, points, knownAnswers = [] } = records;
  const shown = collectTexts({ procedures, guides, glossary, lifeEvents, points, knownAnswers });
  const missing = [...shown]
    .filter((text) => !records.english.has(text))
    .map((text) =>
      toIssue(text, "it has no English", `write it in a file of ${catalogFiles.english}/`),
    );
  const unused = [...records.english.keys()]
    .filter((text) => !shown.has(text))
    .map((text) =>
      toIssue(text, "no record uses this text", "take it out, or correct its Vietnamese"),
    );
  const differing = validateTranslations(records.english);
  return [...missing, ...unused, ...differing, ...findLongLabels(records)];
}

/** Checks that each translation, Vietnamese to English, has the same figures. */
export function validateTranslations(
  translations: Iterable<readonly [vietnamese: string, english: string]>,
): ValidationIssue[] {
  return [...translations].flatMap(([vietnamese, english]) => {
    const [actual, expected] = [joinNumbers(english), joinNumbers(vietnamese)];
    if (actual === expected) return [];
    const reason = `its English has the figures "${actual}", not "${expected}"`;
    return [toIssue(vietnamese, reason, "use the same figures in both languages")];
  });
}

function joinNumbers(text: string): string {
  return extractNumbers(text).sort().join(" ");
}

function findLongLabels({ lifeEvents, english }: CatalogRecords): ValidationIssue[] {
  return lifeEvents
    .map(({ label }) => ({ label, translation: english.get(label) ?? "" }))
    .filter(({ translation }) => translation.length > maxLabelLength)
    .map(({ label, translation }) => {
      const reason = `its English "${translation}" is too long`;
      return toIssue(label, reason, `at most ${maxLabelLength} characters`);
    });
}

function toIssue(text: string, reason: string, remedy: string): ValidationIssue {
  const file = catalogFiles.english;
  return { file, record: text, field: "phrases", reason, remedy, missingFrom: file };
}
