import type { CatalogRecords } from "../schema.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";

/**
 * Finds shipped questions that do not say why they are asked, or which answer is safe for who does not know. Versions from
 * the desk may lack both: they were written before there was a field for them.
 */
export function findUnexplainedQuestions(
  { guides }: Pick<CatalogRecords, "guides">,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  return guides.flatMap(({ procedure, questions }) =>
    questions.flatMap(({ id, why, unsure }) => {
      const file = guideFiles.get(procedure) ?? catalogFiles.guides;
      const issue = (field: string, reason: string, remedy: string) => ({
        file,
        record: procedure,
        field: `questions.${id}.${field}`,
        reason,
        remedy,
      });
      return [
        ...(why === undefined
          ? [
              issue(
                "why",
                "it does not say why it is asked",
                "say what depends on it, in a sentence",
              ),
            ]
          : []),
        ...(unsure === undefined
          ? [issue("unsure", "no answer is named as safe", "name the one with more papers")]
          : []),
      ];
    }),
  );
}
