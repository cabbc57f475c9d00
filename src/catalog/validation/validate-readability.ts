import type { CatalogRecords, Guide } from "../schema.ts";
import { catalogFiles, findRepeated, type ValidationIssue } from "./issue.ts";
import { findReadabilityProblems } from "./readability.ts";

interface Spoken {
  readonly field: string;
  readonly text: string;
}

/** The guides are our own words: an elderly reader must be able to follow each of them. */
export function findReadabilityFaults(
  { guides, jargon: hardWords }: CatalogRecords,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  const hard = guides.flatMap((guide) =>
    spokenIn(guide).flatMap(({ field, text }) =>
      findReadabilityProblems(text, hardWords).map((reason) => ({
        file: guideFiles.get(guide.procedure) ?? catalogFiles.guides,
        record: guide.procedure,
        field,
        reason,
        remedy: "say it in shorter sentences and everyday words",
      })),
    ),
  );
  const words = hardWords.map(({ word }) => word);
  return [...findRepeated(catalogFiles.hardWords, "word", words), ...hard];
}

function spokenIn({ purpose, questions, fee_lines: fees = [], time_lines: times = [] }: Guide) {
  const lines = (field: string, texts: readonly { readonly text: string }[]): Spoken[] =>
    texts.map(({ text }, index) => ({ field: `${field}[${index}].text`, text }));
  return [
    { field: "purpose", text: purpose },
    ...questions.flatMap(spokenInQuestion),
    ...lines("fee_lines", fees),
    ...lines("time_lines", times),
  ];
}

/** A button is read beside its whole wording, a hint beside its question. */
function spokenInQuestion({ id, ask, hint = "", options }: Guide["questions"][number]): Spoken[] {
  const field = `questions.${id}`;
  return [
    { field: `${field}.ask`, text: `${ask} ${hint}` },
    ...Object.entries(options).flatMap(([value, { label, full = "", note, stops = "" }]) => [
      { field: `${field}.options.${value}.label`, text: `${label}; ${full}` },
      { field: `${field}.options.${value}.note`, text: note },
      { field: `${field}.options.${value}.stops`, text: stops },
    ]),
  ];
}
