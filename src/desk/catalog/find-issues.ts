import type { ValidationIssue } from "../../catalog/validation/issue.ts";
import type { CatalogChange } from "../../catalog/versions/change.ts";
import { checkDraft } from "../../catalog/versions/check-draft.ts";
import type { OpenDraft } from "./requested-version.ts";

/** Returns what the checks before activation would say of a record if a draft had these changes too. */
export function findIssuesWith(
  { present, changes }: OpenDraft,
  made: readonly CatalogChange[],
  record: string,
): ValidationIssue[] {
  const isMade = ({ kind, id }: CatalogChange) =>
    made.some((change) => change.kind === kind && change.id === id);
  const others = changes.filter((change) => !isMade(change));
  return checkDraft(present, [...others, ...made]).filter((issue) => issue.record === record);
}
