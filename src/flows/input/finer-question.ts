import type { Checklist } from "../../catalog/procedures/checklist.ts";
import type { AnswerContext } from "./short-answers.ts";
import type { Telling } from "./told-day.ts";

/** What a finer question about a procedure is answered from. */
export interface FinerQuestionAbout {
  readonly about: Checklist;
  readonly sentence: string;
  readonly context: AnswerContext;
  readonly telling: Telling;
}
