import type { Guide, GuideQuestion } from "../schema.ts";

/** A text of a guide that residents read, and the path to it inside the guide. */
export interface GuideText {
  readonly field: string;
  readonly text: string;
}

export function listGuideTexts({
  short,
  purpose,
  questions,
  visits = [],
  no_checklist: noChecklist,
}: Guide): GuideText[] {
  return [
    { field: "short", text: short },
    { field: "purpose", text: purpose },
    ...questions.flatMap(listQuestionTexts),
    ...visits.map(({ say }, index) => ({ field: `visits[${index}].say`, text: say })),
    { field: "no_checklist.say", text: noChecklist?.say ?? "" },
  ];
}

/** Counts a button with its full wording and a hint with its question, because they are read together. */
function listQuestionTexts({ id, ask, hint = "", why = "", options }: GuideQuestion): GuideText[] {
  const field = `questions.${id}`;
  return [
    { field: `${field}.ask`, text: `${ask} ${hint}` },
    { field: `${field}.why`, text: why },
    ...Object.entries(options).flatMap(([value, { label, full = "", note, stops = "" }]) => [
      { field: `${field}.options.${value}.label`, text: `${label}; ${full}` },
      { field: `${field}.options.${value}.note`, text: note },
      { field: `${field}.options.${value}.stops`, text: stops },
    ]),
  ];
}
