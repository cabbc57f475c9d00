import type { ReadWords } from "../../text/normalizer.ts";
import { PhraseMatcher } from "../../text/phrase-matcher.ts";
import type { FinerQuestions } from "../../vocabulary-schema.ts";
import type { Keywords } from "../keywords.ts";
import { hasOwnAnswer } from "./ask-kind.ts";
import type { FinerQuestion } from "./finer-questions.ts";

/** Whether a sentence asks something and names nothing that it is asked about: "nộp ở đâu", "nhờ bà nội đi được không". */
export type IsBareQuestion = (keywords: Keywords, finer: readonly FinerQuestion[]) => boolean;

/** A longer sentence tells something. */
const maxWords = 14;

export function buildIsBareQuestion(
  { no_question: { bare } }: Pick<FinerQuestions, "no_question">,
  readPhrase: ReadWords,
): IsBareQuestion {
  const matcher = new PhraseMatcher(
    bare.phrases.map((phrase) => [phrase, true] as const),
    readPhrase,
  );
  return ({ words, questions }, finer) => {
    if (questions.length === 0 && finer.length === 0) return false;
    if (words.length > maxWords || finer.some(({ kind }) => hasOwnAnswer(kind))) return false;
    const spans = [...questions, ...matcher.findAll(words)];
    return words.every((_, at) => spans.some(({ start, end }) => at >= start && at < end));
  };
}
