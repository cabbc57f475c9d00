import type { Procedure } from "../schema.ts";
import { catalogFiles, findRepeated, unknownProcedure, type ValidationIssue } from "./issue.ts";

const file = catalogFiles.procedures;

/** Procedures against themselves and each other. */
export function findProcedureFaults(procedures: readonly Procedure[]): ValidationIssue[] {
  const ids = procedures.map((procedure) => procedure.id);
  const known = new Set(ids);
  return [
    ...findRepeated(file, "id", ids),
    ...procedures.flatMap((procedure) => [
      ...findQuestionFaults(procedure),
      ...findWhenFaults(procedure),
      ...findRelatedFaults(procedure, known),
    ]),
  ];
}

function findQuestionFaults(procedure: Procedure): ValidationIssue[] {
  const questions = procedure.branch_questions;
  const repeatedQuestions = findRepeated(
    file,
    "branch_questions[].id",
    questions.map((question) => question.id),
  );
  const repeatedOptions = questions.flatMap((question, index) =>
    findRepeated(
      file,
      `branch_questions[${index}].options[].value`,
      question.options.map((option) => option.value),
    ),
  );
  return [...repeatedQuestions, ...repeatedOptions].map((fault) => ({
    ...fault,
    record: procedure.id,
  }));
}

/** A document's `when` decides who needs it: a misspelt answer would silently hide it from everyone. */
function findWhenFaults(procedure: Procedure): ValidationIssue[] {
  const options = new Map(
    procedure.branch_questions.map((question) => [
      question.id,
      question.options.map((option) => option.value),
    ]),
  );
  return procedure.documents.flatMap((document, index) =>
    Object.entries(document.when ?? {}).flatMap(([question, needed]): ValidationIssue[] => {
      const base = { file, record: procedure.id, field: `documents[${index}].when.${question}` };
      const values = options.get(question);
      if (values === undefined) {
        const reason = `this procedure has no question "${question}"`;
        return [{ ...base, reason, remedy: `use one of: ${[...options.keys()].join(", ")}` }];
      }
      return [needed]
        .flat()
        .filter((value) => !values.includes(value))
        .map((value) => ({
          ...base,
          reason: `"${value}" is no answer to the question "${question}"`,
          remedy: `use one of: ${values.join(", ")}`,
        }));
    }),
  );
}

function findRelatedFaults(procedure: Procedure, known: ReadonlySet<string>): ValidationIssue[] {
  return procedure.related.flatMap((id, index) =>
    known.has(id) ? [] : [unknownProcedure(file, procedure.id, `related[${index}]`, id)],
  );
}
