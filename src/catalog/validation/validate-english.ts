import type { CatalogRecords } from "../schema.ts";
import { translatePoint, translateRecords } from "../translate.ts";
import { numbersIn } from "./figures.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";

/** A label becomes a button in English too. */
const maxLabelLength = 20;

/** Every text that residents are told has its English, with the very same figures, and nothing else has. */
export function findEnglishFaults(records: CatalogRecords): ValidationIssue[] {
  const told = textsOf(records);
  const missing = [...told]
    .filter((text) => !records.english.has(text))
    .map((text) =>
      fault(text, "it has no English", `write it in a file of ${catalogFiles.english}/`),
    );
  const unused = [...records.english.keys()]
    .filter((text) => !told.has(text))
    .map((text) => fault(text, "no record says this", "take it out, or mend its Vietnamese"));
  const otherwise = [...records.english].flatMap(([text, english]) => {
    const [said, meant] = [figuresOf(english), figuresOf(text)];
    if (said === meant) return [];
    const reason = `its English has the figures "${said}", not "${meant}"`;
    return [fault(text, reason, "say the same figures in both languages")];
  });
  return [...missing, ...unused, ...otherwise, ...findLongLabels(records)];
}

/** Every text of the records that residents are told, each once. */
function textsOf(records: CatalogRecords): Set<string> {
  const texts = new Set<string>();
  const note = (text: string) => {
    texts.add(text);
    return text;
  };
  translateRecords(records, note);
  for (const point of records.points) translatePoint(point, note);
  return texts;
}

function figuresOf(text: string): string {
  return numbersIn(text).sort().join(" ");
}

function findLongLabels({ lifeEvents, english }: CatalogRecords): ValidationIssue[] {
  return lifeEvents
    .map(({ label }) => ({ label, told: english.get(label) ?? "" }))
    .filter(({ told }) => told.length > maxLabelLength)
    .map(({ label, told }) =>
      fault(label, `its English "${told}" is too long`, `at most ${maxLabelLength} characters`),
    );
}

function fault(text: string, reason: string, remedy: string): ValidationIssue {
  const missingFrom = catalogFiles.english;
  return {
    file: catalogFiles.english,
    record: text,
    field: "phrases",
    reason,
    remedy,
    missingFrom,
  };
}
