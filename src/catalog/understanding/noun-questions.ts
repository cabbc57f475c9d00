import { splitWords, type Word } from "../text/fold.ts";
import { matchesAnyWord, type PhraseMatch } from "../text/phrase-matcher.ts";
import type { PhraseList, QuestionPhrases } from "../vocabulary-schema.ts";

type NounQuestion = "documents" | "where";

/** So many words may describe the noun: "phòng [xuất nhập cảnh] nào". */
const maxWordsBetween = 4;

/**
 * Builds the search for questions that consist of a noun and "nào" or "gì" behind it, however the noun is described in
 * between. It returns them in their order.
 */
export function buildNounQuestions(
  lists: QuestionPhrases["noun_questions"],
): (words: readonly Word[]) => PhraseMatch<NounQuestion>[] {
  const nouns = [
    ["documents", wordsOf(lists.documents)],
    ["where", wordsOf(lists.where)],
  ] as const;
  const asking = wordsOf(lists.asking);
  const interrupting = wordsOf(lists.interrupting);

  return (words) =>
    words.flatMap((word, at) => {
      const found = matchesAnyWord(word, asking) ? findNounBefore(words, at) : null;
      return found === null ? [] : [found];
    });

  function findNounBefore(words: readonly Word[], end: number): PhraseMatch<NounQuestion> | null {
    for (let at = end - 1; at >= Math.max(0, end - 1 - maxWordsBetween); at -= 1) {
      const word = words[at];
      if (word === undefined || matchesAnyWord(word, interrupting)) return null;
      const noun = nouns.find(([, listed]) => matchesAnyWord(word, listed));
      if (noun !== undefined) return { value: noun[0], start: at, end: end + 1 };
    }
    return null;
  }
}

/** Each word of the phrases counts by itself: "cơ" and "quan" of "cơ quan". */
function wordsOf({ phrases }: PhraseList): Word[] {
  return phrases.flatMap((phrase) => splitWords(phrase));
}
