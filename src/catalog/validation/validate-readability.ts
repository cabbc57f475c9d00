import type { CatalogRecords, Guide } from "../schema.ts";
import { catalogFiles, findDuplicates, type ValidationIssue } from "./issue.ts";
import { findReadabilityProblems } from "./readability.ts";

interface GuideText {
  readonly field: string;
  readonly text: string;
}

/** Checks that an elderly reader can follow every text of the guides, which are our own words. */
export function validateReadability(
  { guides, jargon }: CatalogRecords,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  const unreadable = guides.flatMap((guide) =>
    listTexts(guide).flatMap(({ field, text }) =>
      findReadabilityProblems(text, jargon).map((reason) => ({
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

function listTexts({ purpose, questions, fee_lines: fees = [], time_lines: times = [] }: Guide) {
  const lines = (field: string, texts: readonly { readonly text: string }[]): GuideText[] =>
    texts.map(({ text }, index) => ({ field: `${field}[${index}].text`, text }));
  return [
    { field: "purpose", text: purpose },
    ...questions.flatMap(listQuestionTexts),
    ...lines("fee_lines", fees),
    ...lines("time_lines", times),
  ];
}

/** Counts a button with its full wording and a hint with its question, because they are read together. */
function listQuestionTexts({
  id,
  ask,
  hint = "",
  options,
}: Guide["questions"][number]): GuideText[] {
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
