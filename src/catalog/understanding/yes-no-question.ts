import { fold, splitWords, type Word } from "../text/fold.ts";
import { matchesAnyWord, type WordSpan } from "../text/phrase-matcher.ts";
import type { PhraseList, YesNoWords } from "../vocabulary-schema.ts";
import type { Keywords } from "./keywords.ts";

/** What a question that is answered with yes or no asks for; `entitlement`: whether it may or must be done. */
export type YesNoQuestion = "entitlement" | "documents" | "where" | "online" | "steps";

export type FindYesNoQuestion = (keywords: Keywords) => YesNoQuestion | null;

/** The question ends at the latest so many words behind its beginning. */
const maxQuestionWords = 16;
/** A place or a channel may be named so many words before the question. */
const maxWordsBefore = 7;

/** "Được chưa", "được chứ": behind "được", at the end. */
const lastWords = new Set(["chua", "chu", "ha"]);

interface Question {
  readonly start: number;
  /** The index of its closing "không" or "chưa". */
  readonly end: number;
  /** The index of "phải" or "cần"; null if it asks for no duty. */
  readonly duty: number | null;
}

/**
 * Builds the search for a yes/no question ("có … không", "… được không"). It tells what the question turns on:
 * documents, a place, the internet, or the steps, and otherwise whether it may or must be done.
 */
export function buildYesNoQuestions(lists: YesNoWords): FindYesNoQuestion {
  const starters = wordsOf(lists.starters);
  const duties = wordsOf(lists.duties);
  const bringing = wordsOf(lists.bringing);
  const negated = new Set(lists.negated.phrases.map(fold));

  return (keywords) => {
    const question = findQuestion(keywords.words);
    return question === null ? null : classify(question, keywords);
  };

  function findQuestion(words: readonly Word[]): Question | null {
    for (let end = words.length - 1; end > 0; end -= 1) {
      if (!endsQuestion(words, end, negated)) continue;
      const start = findWord(words, end, starters);
      if (start === null) continue;
      return { start, end, duty: findWord(words, end, duties) };
    }
    return null;
  }

  function classify(question: Question, keywords: Keywords): YesNoQuestion {
    const { start, end, duty } = question;
    const isInside = (span: WordSpan) => span.start >= start && span.end <= end;
    const asksFormality = keywords.all("formality").some(isInside);
    if (duty !== null && asksFormality) return "steps";
    // A permit is what the resident wants, not what they bring along.
    const papers = keywords
      .all("paper")
      .filter((paper) => isInside(paper) && !isPermit(paper, keywords));
    if (duty !== null && papers.some((paper) => !isObtained(paper, duty, keywords))) {
      return "documents";
    }
    // "Nhà ở xã hội" is no place.
    const places = keywords
      .all("place")
      .filter((span) => keywords.words[span.end]?.folded !== "hoi");
    const place = lastNear(places, question);
    const online = lastNear(
      keywords.questions.filter(({ value }) => value === "online"),
      question,
    );
    if (online > place) return "online";
    const asksToBring = keywords.words
      .slice(start, end)
      .some((word) => matchesAnyWord(word, bringing));
    if (papers.length > 0 && asksToBring) return "documents";
    if (duty !== null && keywords.all("travel").some(isInside)) return "steps";
    return place >= 0 ? "where" : "entitlement";
  }
}

/** Finds the first of these words that can begin a question with this end. */
function findWord(words: readonly Word[], end: number, among: readonly Word[]): number | null {
  const from = Math.max(0, end - maxQuestionWords);
  const found = words.findIndex(
    (word, at) => at >= from && at < end && matchesAnyWord(word, among) && !isOtherWord(words, at),
  );
  return found === -1 ? null : found;
}

/** Whether a question ends here: with a "không" that negates nothing, or with "được chưa" or the like at the end. */
function endsQuestion(words: readonly Word[], at: number, negated: ReadonlySet<string>): boolean {
  const next = words[at + 1]?.folded ?? "";
  if (words[at]?.folded === "khong") return !negated.has(next);
  const isLast = words[at - 1]?.folded === "duoc" && next === "";
  return isLast && lastWords.has(words[at]?.folded ?? "");
}

/** Typed without marks, "căn cước" begins like "cần", and "con" may be "còn": a child is mentioned more often. */
function isOtherWord(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1]?.folded ?? "";
  if (word?.folded === "can") return next === "cuoc";
  return word?.exact === "con" && !/^(duoc|hieu|han|gia|phai|can)$/.test(next);
}

/** Returns the start of the last span in or close before the question, and -1 if there is none. */
function lastNear(spans: readonly WordSpan[], { start, end }: Question): number {
  const near = spans.filter((span) => span.start >= start - maxWordsBefore && span.end <= end + 1);
  return Math.max(-1, ...near.map((span) => span.start));
}

/** "Có phải làm thẻ căn cước không": the document is to be made, not to be brought. */
function isObtained(paper: WordSpan, duty: number, keywords: Keywords): boolean {
  return keywords.all("obtaining").some(({ start, end }) => start >= duty && end <= paper.start);
}

function isPermit({ end }: WordSpan, { words }: Keywords): boolean {
  return words[end]?.folded === "phep";
}

function wordsOf({ phrases }: PhraseList): Word[] {
  return phrases.flatMap((phrase) => splitWords(phrase));
}
