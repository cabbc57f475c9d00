import {
  type BranchAnswers,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../catalog/procedures/branches.ts";
import type { GuideQuestion } from "../../catalog/schema.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Answers } from "../engine/flow.ts";
import { isTold, withTold } from "./told-answers.ts";

/**
 * "Câu 2 trong khoảng 5": how far the resident is. Counts the questions that were asked, this one, and the longest path that may
 * follow; what was told is neither asked nor counted. undefined if there is one question only.
 */
export function describeProgress(
  questions: readonly GuideQuestion[],
  answers: Answers,
  { conversation }: Wording,
): string | undefined {
  const known = withTold(questions, answers);
  const asked = findEffectiveAnswers(questions, known).filter(
    ({ question }) => !isTold(question.id, answers),
  ).length;
  const total = asked + countLongestPath(questions, known);
  return total <= 1 ? undefined : conversation.progress(asked + 1, total);
}

/** How many questions may still be asked at most. */
function countLongestPath(questions: readonly GuideQuestion[], answers: BranchAnswers): number {
  const question = findNextQuestion(questions, answers);
  if (question === null) return 0;
  const rest = findTellingOptions(question, questions).map((value) =>
    countLongestPath(questions, new Map([...answers, [question.id, value]])),
  );
  return 1 + Math.max(0, ...rest);
}

/** One option for each way on: those that no later question depends on lead the same way, and some end the case. */
function findTellingOptions(
  { id, options }: GuideQuestion,
  questions: readonly GuideQuestion[],
): readonly string[] {
  const named = new Set(questions.flatMap(({ only_if: onlyIf }) => onlyIf?.[id] ?? []));
  const goesOn = Object.entries(options)
    .filter(([, { stops, leads_to: leadsTo }]) => (stops ?? leadsTo) === undefined)
    .map(([value]) => value);
  const other = goesOn.find((value) => !named.has(value));
  return goesOn.filter((value) => named.has(value) || value === other);
}
