import type { Guide, GuideOption, GuideQuestion, Procedure } from "../schema.ts";

/** Branch question id → the value of the option that was chosen. */
export type BranchAnswers = ReadonlyMap<string, string>;

/** The branch questions of a procedure that decide a case, in asking order. */
export function findDecidingQuestions(procedure: Procedure, guide: Guide): GuideQuestion[] {
  return guide.questions.filter((question) => decides(question, procedure, guide));
}

/** The next question whose answer can still change the result, or null. */
export function findNextQuestion(
  questions: readonly GuideQuestion[],
  answers: BranchAnswers,
): GuideQuestion | null {
  return (
    questions.find((question) => !answers.has(question.id) && applies(question, answers)) ?? null
  );
}

/** Whether earlier answers leave the question a meaning. */
function applies(question: GuideQuestion, answers: BranchAnswers): boolean {
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

/** The answers that count: asked of this resident, and still possible. */
export function findEffectiveAnswers(
  questions: readonly GuideQuestion[],
  answers: BranchAnswers,
): EffectiveAnswer[] {
  return questions.flatMap((question) => {
    const value = answers.get(question.id);
    const option = value === undefined ? undefined : question.options[value];
    if (value === undefined || option === undefined || !applies(question, answers)) return [];
    return [{ question, option, value }];
  });
}

/** A question decides where some answer leads away, needs a paper, tells something, or is asked after. */
function decides(question: GuideQuestion, procedure: Procedure, guide: Guide): boolean {
  const asksForPaper = procedure.documents.some((document) => question.id in (document.when ?? {}));
  const isAskedAfter = guide.questions.some((other) => question.id in (other.only_if ?? {}));
  const tells = Object.values(question.options).some(
    (option) => option.note !== "" || option.leads_to !== undefined || option.stops !== undefined,
  );
  return asksForPaper || isAskedAfter || tells;
}
