import type { ListedProcedure } from "../../catalog/listed/listed-procedure.ts";
import type { Checklist } from "../../catalog/procedures/checklist.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { Intent } from "../../catalog/understanding/intent.ts";
import type { Wording } from "../../wording/wording.ts";
import { buildFullChecklist } from "../conversations/checklist-now.ts";
import { findNumberNearby } from "../conversations/number-to-call.ts";
import type { Answers, FlowContext } from "../engine/flow.ts";

type WriteAnswer = (checklist: Checklist, wording: Wording) => string;

/** The answers that the catalogue has to questions about a procedure; the other intents have no short answer. */
const answers: Partial<Record<Intent, WriteAnswer>> = {
  fee: (about, { procedure, checklist }) => procedure.feeAnswer(checklist.fee(about)),
  time: (about, { procedure, checklist }) => procedure.timeAnswer(checklist.time(about)),
  where: (about, { procedure, checklist }) => procedure.whereAnswer(checklist.agency(about)),
  documents: (about, { procedure, checklist }) =>
    procedure.papersAnswer(checklist.papersInBrief(about)),
  online: (about, { checklist }) => checklist.online(about),
  steps: ({ procedure }, { asked }) => asked.steps(procedure.steps),
  account_help: ({ procedure }, { asked }) => asked.steps(procedure.steps),
  eligibility: ({ procedure }, { asked }) => asked.who(procedure.who),
};

/** The same of a procedure without a guide. */
const listedAnswers: Partial<
  Record<Intent, (record: ListedProcedure, wording: Wording) => string>
> = {
  fee: (record, { procedure, listed }) => procedure.feeAnswer(listed.fee(record)),
  time: (record, { procedure, listed }) => procedure.timeAnswer(listed.time(record)),
  where: (record, { procedure, listed }) => procedure.whereAnswer(listed.where(record)),
  documents: (record, { listed }) => listed.papersInBrief(record),
  steps: (record, { listed }) => listed.steps(record),
  eligibility: (record, { listed }) => listed.who(record),
};

/** "Có cần công chứng không": certified copies are a question of their own, whatever else the sentence looks like. */
const certified = /\b(cong chung|chung thuc|sao y|certified|notari[sz]ed)\b/;

/** What an answer about a procedure depends on. */
export type AnswerContext = Pick<
  FlowContext,
  "catalog" | "now" | "point" | "place" | "wording" | "contactPhone"
>;

/**
 * Returns the short answer to a question about a procedure, for the answers given so far; null if the intent has none, or
 * the procedure is unknown.
 */
export function shortAnswer(
  intent: Intent,
  sentence: string,
  procedureId: string,
  context: AnswerContext,
  given?: Answers,
): string | null {
  const answer = writeShortAnswer(intent, sentence, procedureId, context, given);
  if (answer === null) return null;
  return context.wording.numbers.addNumber([answer], findNumberNearby(context)).join("\n\n");
}

function writeShortAnswer(
  intent: Intent,
  sentence: string,
  procedureId: string,
  context: AnswerContext,
  given: Answers | undefined,
): string | null {
  const { wording } = context;
  const listed = context.catalog.listed.get(procedureId);
  if (listed !== undefined) return listedAnswers[intent]?.(listed, wording) ?? null;
  const about = buildFullChecklist(procedureId, context, given);
  if (about === null) return null;
  if (intent === "documents" && certified.test(fold(sentence)) && !isCertifying(about)) {
    return wording.asked.certified(certifiedPapers(about));
  }
  return answers[intent]?.(about, wording) ?? null;
}

/** Whether the procedure is itself about certifying: then the question is not about its papers. */
function isCertifying({ procedure }: Checklist): boolean {
  return certified.test(fold(procedure.name));
}

function certifiedPapers({ documents }: Checklist): string[] {
  return documents
    .map(({ document }) => document)
    .filter(({ name, form, note }) => certified.test(fold([name, form, note].join(" "))))
    .map(({ name }) => name);
}
