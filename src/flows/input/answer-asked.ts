import { isListedId } from "../../catalog/listed/listed-procedure.ts";
import type { Checklist } from "../../catalog/procedures/checklist.ts";
import type { Asked } from "../../catalog/understanding/asks/ask-kind.ts";
import type { Intent } from "../../catalog/understanding/intent.ts";
import { firstCases } from "../../wording/text.ts";
import type { Wording } from "../../wording/wording.ts";
import { buildFullChecklist } from "../conversations/checklist-now.ts";
import { findNumberNearby } from "../conversations/number-to-call.ts";
import type { Answers } from "../engine/flow.ts";
import { answerFinerQuestion } from "./finer-answers.ts";
import { type AnswerContext, shortAnswer } from "./short-answers.ts";
import type { Telling } from "./told-day.ts";
import { opensWithYesOrNo } from "./yes-or-no.ts";

/** One of several answers: short, and without the sentence that goes on. */
const briefAnswers: Partial<Record<Intent, (about: Checklist, wording: Wording) => string>> = {
  fee: (about, { asks, checklist }) => asks.fee(checklist.fee(about)),
  time: (about, { asks, checklist }) => asks.time(checklist.time(about)),
  where: (about, { asks, checklist }) => asks.where(checklist.agency(about)),
  documents: (about, { asks, checklist }) => asks.papers(checklist.papersInBrief(about)),
};

/** The flow itself answers these. */
const answeredByFlow: ReadonlySet<Intent> = new Set([
  ...(["steps", "account_help", "clarify"] as const),
]);

/**
 * Answers everything that a sentence asks about a procedure, in its order, in one text; null if none of it has an answer.
 * What the catalogue does not hold is said to be unknown, and never answered with something else.
 */
export function answerAsked(
  { sentence, asked }: { readonly sentence: string; readonly asked: readonly Asked[] },
  procedureId: string,
  context: AnswerContext,
  telling: Telling,
  given?: Answers,
): string | null {
  const [only, ...others] = asked;
  if (only === undefined) return null;
  const about = isListedId(procedureId) ? null : buildFullChecklist(procedureId, context, given);
  if (
    about === null ||
    (others.length === 0 && isPlain(only) && !opensWithYesOrNo(only, sentence))
  ) {
    const intents = asked.map(({ intent }) => intent);
    const texts = intents.flatMap(
      (intent) => shortAnswer(intent, sentence, procedureId, context, given) ?? [],
    );
    return texts.length === 0 ? null : texts.join("\n\n");
  }
  const several = asked.filter(({ intent }) => others.length === 0 || !answeredByFlow.has(intent));
  const texts = several.flatMap(
    (each) =>
      answerFinerQuestion(each, sentence, about, context, telling) ??
      briefAnswers[each.intent]?.(about, context.wording) ??
      shortAnswer(each.intent, sentence, procedureId, context, given) ??
      [],
  );
  if (texts.length === 0) return null;
  const brief = texts.map((text) => firstCases(text, context.wording.asks.moreCases));
  return context.wording.numbers.addNumber(brief, findNumberNearby(context)).join("\n\n");
}

/** Asked with a question word: the short answers suffice. */
function isPlain({ kind, intent }: Asked): boolean {
  return kind === null && intent !== "eligibility";
}
