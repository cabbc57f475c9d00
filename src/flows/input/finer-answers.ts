import { isValidOn } from "../../catalog/facts/window.ts";
import type { Checklist } from "../../catalog/procedures/checklist.ts";
import type { Asked } from "../../catalog/understanding/asks/ask-kind.ts";
import type { AskKind } from "../../catalog/vocabulary-schema.ts";
import { findProvince } from "../conversations/resident-province.ts";
import { answerDeadline } from "./deadline-answer.ts";
import type { FinerQuestionAbout } from "./finer-question.ts";
import { answerByProxy } from "./proxy-answer.ts";
import type { AnswerContext } from "./short-answers.ts";
import type { Telling } from "./told-day.ts";
import { answerYesOrNo } from "./yes-or-no.ts";

const answers: Readonly<Partial<Record<AskKind, (question: FinerQuestionAbout) => string>>> = {
  penalty: answerPenalty,
  deadline: answerDeadline,
  by_proxy: answerByProxy,
  go_home: answerGoHome,
  permission: answerPermission,
  amount: answerAmount,
  who: ({ about: { procedure }, context: { wording } }) => wording.asked.who(procedure.who),
};

/** Yes or no first, then the reason from the catalogue; null if the question is a plain one. */
export function answerFinerQuestion(
  asked: Asked,
  sentence: string,
  about: Checklist,
  context: AnswerContext,
  telling: Telling,
): string | null {
  const question = { about, sentence, context, telling };
  const answer = asked.kind === null ? undefined : answers[asked.kind];
  if (answer !== undefined) return answer(question);
  if (asked.intent === "eligibility") return context.wording.asks.unsure;
  return answerYesOrNo(asked, sentence, about, context.wording);
}

function answerPenalty({ about: { procedure, day }, context: { wording } }: FinerQuestionAbout) {
  const penalty = (procedure.penalties ?? []).find((each) => isValidOn(each, day));
  if (penalty === undefined) return wording.asks.unsurePenalty;
  return wording.asks.penalty(penalty.fined, penalty.say, penalty.basis);
}

/** Anywhere will do: "công an cấp xã bất kỳ", "không phụ thuộc nơi cư trú". */
const anywhere = /bất kỳ|không phụ thuộc|nào cũng được/iu;

/** Which ward must be gone to is read from the Vietnamese record. */
function answerGoHome({ about, context }: FinerQuestionAbout): string {
  const { wording, catalog } = context;
  const { procedure, day } = about;
  const province = findProvince(catalog, context)?.code ?? null;
  const residence = catalog.findDecidingResidence(procedure.id, province, day);
  const record = catalog.inLanguage("vi").procedures.get(procedure.id) ?? procedure;
  const isAnywhere = anywhere.test(record.agency ?? "");
  const where = residence ?? (isAnywhere ? "anywhere" : "unknown");
  return wording.asks.goHome(where, wording.checklist.agency(about));
}

/** It depends on the answers that end the procedure: "sơn, lát nền thì không phải xin phép". */
function answerPermission({ about, context: { wording, catalog } }: FinerQuestionAbout): string {
  const guide = catalog.guides.get(about.procedure.id);
  const exempt = (guide?.questions ?? []).flatMap(({ options }) =>
    Object.values(options).flatMap(({ stops, leads_to: elsewhere }) =>
      stops === undefined || elsewhere !== undefined ? [] : [stops],
    ),
  );
  return wording.asks.permission(about.name, exempt);
}

function answerAmount({ about, context: { wording } }: FinerQuestionAbout): string {
  const { amounts, result } = about;
  if (amounts.length > 0) return wording.asks.amount(wording.checklist.amounts(about));
  return result === null ? wording.asks.unsure : wording.asks.result(result);
}
