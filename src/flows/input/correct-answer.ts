import type { AnsweredQuestion, Option } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { procedureOnTop } from "./keep-told.ts";
import { matchMeasure } from "./match-measure.ts";
import { matchNamed, matchOption } from "./match-option.ts";
import type { Said } from "./said.ts";

interface MeantAnswer {
  readonly answered: AnsweredQuestion;
  readonly option: Option;
}

/**
 * Changes the earlier answer that a correction means ("à nhầm, nhà thuê"): the latest one that it would make another.
 * Returns false if it means none. A bare yes or no (`mayBeYesOrNo`) means the latest answer of all.
 */
export function correctEarlierAnswer(
  session: ConversationSession,
  said: Said,
  { catalog, now }: LocalizedContext,
  { mayBeYesOrNo }: { readonly mayBeYesOrNo: boolean },
): boolean {
  const procedure = procedureOnTop(session);
  const told = procedure === null ? null : catalog.findTold(said.text, now).answersFor(procedure);
  const latestFirst = session.answeredQuestions.toReversed();
  const meant = latestFirst.flatMap((answered, index): MeantAnswer[] => {
    const { question } = answered;
    const named =
      matchMeasure(question, said, now) ??
      matchNamed(question.options, said, question) ??
      question.options.find(({ value }) => value === told?.get(question.id)) ??
      null;
    const option =
      named ?? (mayBeYesOrNo && index === 0 ? matchOption(question.options, said, question) : null);
    return option === null ? [] : [{ answered, option }];
  });
  const changed = meant.find(({ answered, option }) => option.value !== answered.value);
  const [same] = meant;
  if (changed !== undefined) change(session, changed);
  else if (same !== undefined) confirm(session, same.option);
  return same !== undefined;
}

function change(session: ConversationSession, { answered, option }: MeantAnswer): void {
  const { corrected } = session.wording.procedure;
  session.say(corrected(answered.question.ask, option.full ?? option.label));
  session.correct(answered, option.value);
}

function confirm(session: ConversationSession, { full, label }: Option): void {
  session.say(session.wording.procedure.alreadyNoted(full ?? label));
  session.repeat();
}
