import type { QuestionKind } from "../../vocabulary-schema.ts";
import { type Evidence, firstQuestion } from "../evidence.ts";
import type { Intent } from "../intent.ts";
import { hasOwnAnswer, intentOfKind, isStrong } from "./ask-kind.ts";

/** Conditions of the finer questions; docs/understanding.md says what each kind is. */

const questionWords: ReadonlySet<QuestionKind> = new Set([
  ...(["documents", "where", "fee", "time"] as const),
]);
/** "Đổi tên thành An" names a child, "phường này đổi tên thành gì" a ward. */
const wardWord = /\b(phuong|xa|thi tran|quan|huyen|ward|commune)\b/;

/** What is asked about wards, old papers or benefits as such, whatever procedure the words resemble. */
export function asksWithOwnAnswer({ finer, saysPlace, text }: Evidence): Intent | null {
  const own = finer.find(({ kind }) => hasOwnAnswer(kind));
  if (own === undefined) return null;
  const isNamed = own.kind !== "ward_renamed" || saysPlace || wardWord.test(text);
  return isNamed ? intentOfKind[own.kind] : null;
}

/** "Con sinh 2/9 thì hạn đến bao giờ": the event tells what the deadline is of. */
export function asksDeadlineOfEvent({ finer, event }: Evidence): boolean {
  return event !== null && finer.some(({ kind }) => kind === "deadline");
}

/** The first question word or finer question that asks like one. */
export function firstAsked(evidence: Evidence): Intent | null {
  const asked = firstQuestion(evidence);
  const strong = evidence.finer.find(({ kind }) => isStrong(kind));
  if (strong === undefined) return asked;
  const word = evidence.keywords.questions.find(({ value }) => questionWords.has(value));
  return asked !== null && word !== undefined && word.start < strong.at
    ? asked
    : intentOfKind[strong.kind];
}
