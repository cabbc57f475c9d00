import type { Procedure } from "../procedure-schema.ts";
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
      ...findRelatedIssues(procedure, known),
      ...findPageIssues(procedure),
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

/** A page whose address nobody has seen may not exist. */
function findPageIssues({ id, detail_url: page, sources }: Procedure): ValidationIssue[] {
  if (page === undefined || sources.includes(page)) return [];
  const reason = "it is not among the sources of the record";
  const remedy = "add the page to the sources once it has been read, or leave it out";
  return [{ file, record: id, field: "detail_url", reason, remedy }];
}

function findRelatedIssues(procedure: Procedure, known: ReadonlySet<string>): ValidationIssue[] {
  return procedure.related.flatMap((id, index) =>
    known.has(id) ? [] : [toUnknownProcedureIssue(file, procedure.id, `related[${index}]`, id)],
  );
}
