import type { ProcedureDocument } from "../catalog/procedure-schema.ts";

/** How the conditions of a record are written in one language. */
export interface PaperConditions {
  /** The words that open a condition of a record: "Chỉ khi …", "Khi …". */
  readonly conditionOpening: RegExp;
  /** The words that open a condition which is left after the answers: "Chỉ khi …". */
  readonly onlyOpening: RegExp;
}

/** Needed for certain, unless a condition is left that no question resolves: "Chỉ khi …". */
export function isAlwaysNeeded(
  { condition, when }: ProcedureDocument,
  { onlyOpening }: PaperConditions,
): boolean {
  return condition === null || (when !== undefined && !onlyOpening.test(condition));
}
