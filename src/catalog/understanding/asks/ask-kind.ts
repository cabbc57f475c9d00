import type { AskKind } from "../../vocabulary-schema.ts";
import type { Intent } from "../intent.ts";

/** One thing that a sentence asks: its published intent, and the finer kind that the answer depends on. */
export interface Asked {
  readonly intent: Intent;
  readonly kind: AskKind | null;
}

/** The intent that a finer kind belongs to. */
export const intentOfKind: Readonly<Record<AskKind, Intent>> = {
  penalty: "eligibility",
  deadline: "time",
  by_proxy: "eligibility",
  go_home: "where",
  permission: "eligibility",
  age_entitlement: "eligibility",
  ward_renamed: "where",
  old_papers: "eligibility",
  amount: "eligibility",
  who: "eligibility",
};

/** These say by themselves what is asked, like a question word; the others only tell kinds of yes/no questions apart. */
const strong: ReadonlySet<AskKind> = new Set([
  ...(["penalty", "deadline", "by_proxy", "go_home", "permission"] as const),
]);

export function isStrong(kind: AskKind): boolean {
  return strong.has(kind);
}

/** They are asked about no procedure in particular, and have an answer of their own. */
const withoutProcedure: ReadonlySet<AskKind> = new Set([
  ...(["age_entitlement", "ward_renamed", "old_papers"] as const),
]);

export function hasOwnAnswer(kind: AskKind | null): boolean {
  return kind !== null && withoutProcedure.has(kind);
}
