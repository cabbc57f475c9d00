import type { Procedure } from "../procedure-schema.ts";
import type { Guide, GuideOption, GuideQuestion } from "../schema.ts";

/** Branch question id → the value of the option that was chosen. */
export type BranchAnswers = ReadonlyMap<string, string>;

/** Returns the branch questions that affect the checklist of a procedure, in asking order. */
export function findDecidingQuestions(procedure: Procedure, guide: Guide): GuideQuestion[] {
  return guide.questions.filter((question) => isDeciding(question, procedure, guide));
}

/** Returns the next question whose answer can still change the result, or null. */
export function findNextQuestion(
  questions: readonly GuideQuestion[],
  answers: BranchAnswers,
): GuideQuestion | null {
  return (
    questions.find((question) => !answers.has(question.id) && isApplicable(question, answers)) ??
    null
  );
}

/** Returns the questions that these answers leave to be asked, answered or not, in asking order. */
export function findApplicableQuestions(
  questions: readonly GuideQuestion[],
  answers: BranchAnswers,
): GuideQuestion[] {
  return questions.filter((question) => isApplicable(question, answers));
}

/** Whether the earlier answers satisfy the question's `only_if`. */
function isApplicable(question: GuideQuestion, answers: BranchAnswers): boolean {
  if (question.only_if === undefined) return true;
  return Object.entries(question.only_if).every(([id, values]) =>
    values.includes(answers.get(id) ?? ""),
  );
}

export interface EffectiveAnswer {
  readonly question: GuideQuestion;
  readonly option: GuideOption;
  readonly value: string;
}

/** Returns the answers to questions that still apply, without those that a changed answer has made void. */
export function findEffectiveAnswers(
  questions: readonly GuideQuestion[],
  answers: BranchAnswers,
): EffectiveAnswer[] {
  return questions.flatMap((question) => {
    const value = answers.get(question.id);
    if (value === undefined || !Object.hasOwn(question.options, value)) return [];
    const option = question.options[value];
    if (option === undefined || !isApplicable(question, answers)) return [];
    return [{ question, option, value }];
  });
}

/** A question decides if a fact depends on it, or an answer enables another question, adds a note, redirects or stops. */
function isDeciding(question: GuideQuestion, procedure: Procedure, guide: Guide): boolean {
  const { documents, fees, processing_times: times, amounts, clerk_says: remarks } = procedure;
  const decidesFact = [documents, fees, times, amounts, remarks].some((facts) =>
    facts.some(({ when }) => question.id in (when ?? {})),
  );
  const enablesQuestion = guide.questions.some((other) => question.id in (other.only_if ?? {}));
  const hasConsequence = Object.values(question.options).some(
    (option) => option.note !== "" || option.leads_to !== undefined || option.stops !== undefined,
  );
  return decidesFact || enablesQuestion || hasConsequence;
}
