import type { EffectiveAnswer } from "../../catalog/procedures/branches.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Answers, ChoiceQuestion } from "../engine/flow.ts";
import { isTold, toldStep } from "./told-answers.ts";

type ProcedureWording = Wording["procedure"];

/** The steps that read the answers back and correct them. */
export const confirmSteps = { confirm: "confirm", fix: "fix" } as const;

/**
 * Returns the question that reads the answers back, or lets one be corrected; null once they are confirmed. A single answer
 * needs no confirmation: it was given to its question, or the introduction has said what was heard.
 */
export function askToConfirm(
  effective: readonly EffectiveAnswer[],
  answers: Answers,
  wording: ProcedureWording,
): ChoiceQuestion | null {
  const told = effective.filter(({ question }) => isTold(question.id, answers));
  if (effective.length <= 1 || answers.get(confirmSteps.confirm) === "right") return null;
  if (answers.get(confirmSteps.confirm) === "wrong") return askCorrection(effective, wording);
  const lines = readBack(effective, wording);
  return {
    kind: "choice",
    id: confirmSteps.confirm,
    ask: told.length === effective.length ? wording.confirmTold(lines) : wording.confirm(lines),
    readsBack: true,
    reactions: { why: wording.confirmWhy, enough: wording.confirmEnough },
    options: [
      { value: "right", label: wording.right, words: wording.rightWords },
      { value: "wrong", label: wording.wrong, words: wording.wrongWords },
    ],
  };
}

/** Asks which answer to correct; `takesBack` are further steps that the correction takes back. */
export function askCorrection(
  effective: readonly EffectiveAnswer[],
  wording: ProcedureWording,
  takesBack: readonly string[] = [],
): ChoiceQuestion {
  const { confirm, fix } = confirmSteps;
  return {
    kind: "choice",
    id: fix,
    ask: wording.fix,
    options: effective.map((answer) => ({
      value: answer.question.id,
      label: answer.question.ask,
      full: readBack([answer], wording).join(),
      forget: [answer.question.id, toldStep(answer.question.id), confirm, fix, ...takesBack],
    })),
  };
}

/** The questions with the answers to them, one a line. */
export function readBack(
  effective: readonly EffectiveAnswer[],
  wording: ProcedureWording,
): readonly string[] {
  return effective.map(({ question, option }) =>
    wording.readBack(question.ask, option.full ?? option.label),
  );
}
