import type { Procedure } from "../../src/catalog/procedure-schema.ts";
import {
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../src/catalog/procedures/branches.ts";
import type { Guide } from "../../src/catalog/schema.ts";

/** The first day is today's; on the others much of the law changes. */
export const snapshotDays = ["2026-11-29", "2027-01-05", "2027-03-01"] as const;

export interface Branch {
  readonly answers: ReadonlyMap<string, string>;
  /** Why the case ends here, or leads elsewhere. */
  readonly away: string | null;
}

/** Returns every way through the questions of a procedure. */
export function walkBranches(
  procedure: Procedure,
  guide: Guide,
  answers: ReadonlyMap<string, string> = new Map(),
): Branch[] {
  const questions = findDecidingQuestions(procedure, guide);
  const last = findEffectiveAnswers(questions, answers).find(
    ({ option }) => option.stops ?? option.leads_to,
  );
  if (last !== undefined) {
    const { stops, leads_to: leadsTo } = last.option;
    return [{ answers, away: [stops, leadsTo].filter(Boolean).join(" -> ") }];
  }
  const question = findNextQuestion(questions, answers);
  if (question === null) return [{ answers, away: null }];
  return Object.keys(question.options).flatMap((value) =>
    walkBranches(procedure, guide, new Map([...answers, [question.id, value]])),
  );
}
