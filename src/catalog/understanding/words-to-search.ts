import type { Word } from "../text/fold.ts";
import type { WordSpan } from "../text/phrase-matcher.ts";
import type { QuestionKind } from "../vocabulary-schema.ts";
import type { Keywords } from "./keywords.ts";

/** A topic is named in at least so many content words. */
const minTopicWords = 2;

/** These questions never name a topic; "giấy tờ gì" and others may be part of one. */
const pureQuestions: ReadonlySet<QuestionKind> = new Set(["time", "fee", "where"]);

/**
 * Returns the words of a sentence that may name its topic. "Mất mấy ngày", "nộp ở đâu" and "mấy giờ mở cửa" ask about a
 * topic and name none; nor does "nộp trên mạng" alone.
 */
export function wordsToSearch(
  keywords: Keywords,
  extractContentWords: (words: readonly Word[]) => Word[],
): Word[] {
  const { words, questions } = keywords;
  const hours = keywords.all("hours");
  const withoutQuestions = without(words, [...questions, ...hours]);
  if (extractContentWords(withoutQuestions).length === 0) return withoutQuestions;
  const pure = questions.filter(({ value }) => pureQuestions.has(value));
  const online = questions.filter(({ value }) => value === "online");
  const withoutOnline = without(words, [...pure, ...online]);
  const left = extractContentWords(withoutOnline).length;
  // "Khai sinh trên dịch vụ công": the site is only the way, unless the site is what does not work.
  const isOnlyWay = left >= minTopicWords && !keywords.has("account");
  return left === 0 || isOnlyWay ? withoutOnline : without(words, [...pure, ...hours]);
}

function without(words: readonly Word[], spans: readonly WordSpan[]): Word[] {
  return words.filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end));
}
