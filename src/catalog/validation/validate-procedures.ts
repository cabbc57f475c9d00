import type { Procedure } from "../schema.ts";
import {
  catalogFiles,
  findDuplicates,
  toUnknownProcedureIssue,
  type ValidationIssue,
} from "./issue.ts";

const file = catalogFiles.procedures;

/** Checks each procedure, and the references between procedures. */
export function validateProcedures(procedures: readonly Procedure[]): ValidationIssue[] {
  const ids = procedures.map((procedure) => procedure.id);
  const known = new Set(ids);
  return [
    ...findDuplicates(file, "id", ids),
    ...procedures.flatMap((procedure) => [
      ...findQuestionIssues(procedure),
      ...findWhenIssues(procedure),
      ...findRelatedIssues(procedure, known),
    ]),
  ];
}

function findQuestionIssues(procedure: Procedure): ValidationIssue[] {
  const questions = procedure.branch_questions;
  const repeatedQuestions = findDuplicates(
    file,
    "branch_questions[].id",
    questions.map((question) => question.id),
  );
  const repeatedOptions = questions.flatMap((question, index) =>
    findDuplicates(
      file,
      `branch_questions[${index}].options[].value`,
      question.options.map((option) => option.value),
    ),
  );
  return [...repeatedQuestions, ...repeatedOptions].map((issue) => ({
    ...issue,
    record: procedure.id,
  }));
}

/** A misspelt question or answer in `when` would silently hide the document from every resident. */
function findWhenIssues(procedure: Procedure): ValidationIssue[] {
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
          reason: `"${value}" is not an answer to the question "${question}"`,
          remedy: `use one of: ${values.join(", ")}`,
        }));
    }),
  );
}

function findRelatedIssues(procedure: Procedure, known: ReadonlySet<string>): ValidationIssue[] {
  return procedure.related.flatMap((id, index) =>
    known.has(id) ? [] : [toUnknownProcedureIssue(file, procedure.id, `related[${index}]`, id)],
  );
}
