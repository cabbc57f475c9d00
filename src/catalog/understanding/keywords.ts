import type { Word } from "../text/fold.ts";
import type { ReadWords } from "../text/normalizer.ts";
import { type PhraseMatch, PhraseMatcher, type WordSpan } from "../text/phrase-matcher.ts";
import type {
  EmergencyService,
  KeywordKind,
  PhraseList,
  QuestionKind,
  Vocabulary,
} from "../vocabulary-schema.ts";
import { buildNounQuestions } from "./noun-questions.ts";

/** A keyword, or one of the lists that go with emergencies. */
type Kind = KeywordKind | "urgent" | "cry" | "past";

/** The phrases of the vocabulary that stand in a sentence. */
export interface Keywords {
  readonly words: readonly Word[];
  /** The questions in their order; if two overlap, only the longer. */
  readonly questions: readonly PhraseMatch<QuestionKind>[];
  /** Whom to call for what happens. */
  readonly services: ReadonlySet<EmergencyService>;
  has(kind: Kind): boolean;
  all(kind: Kind): readonly PhraseMatch<Kind>[];
}

export type FindKeywords = (words: readonly Word[]) => Keywords;

type KeywordLists = Pick<Vocabulary, "emergencies" | "questions" | "keywords">;

/**
 * Compiles the lists once. A lookalike stands for nothing, and hides the phrases inside it; one of an emergency also those
 * that end in its middle: nobody is beaten by "chồng đánh rơi".
 */
export function buildKeywords(
  { emergencies, questions, keywords }: KeywordLists,
  readPhrase: ReadWords,
): FindKeywords {
  const questionMatcher = new PhraseMatcher<QuestionKind | null>(
    [...entriesOf(questions.questions), ...pairs(questions.lookalikes, null)],
    readPhrase,
  );
  const kindMatcher = new PhraseMatcher<Kind>(
    [
      ...entriesOf(keywords),
      ...pairs(emergencies.urgent, "urgent" as const),
      ...pairs(emergencies.cries, "cry" as const),
      ...pairs(emergencies.past, "past" as const),
    ],
    readPhrase,
  );
  const emergencyMatcher = new PhraseMatcher<EmergencyService | null>(
    [...entriesOf(emergencies.services), ...pairs(emergencies.lookalikes, null)],
    readPhrase,
  );
  const findNounQuestions = buildNounQuestions(questions.noun_questions);

  return (words) => {
    const emergencies = emergencyMatcher.findAll(words);
    const hiding = emergencies.filter(({ value }) => value === null);
    const isCut = (span: WordSpan) =>
      hiding.some(({ start, end }) => span.start < start && span.end > start && span.end < end);
    const found = kindMatcher
      .findAll(words)
      .filter((each) => each.value !== "urgent" || !isCut(each));
    const kinds = Map.groupBy(found, ({ value }) => value);
    const questionsFound = [...questionMatcher.findAll(words), ...findNounQuestions(words)];
    return {
      words,
      questions: keepLongest(questionsFound).filter((found) => !isDenied(found, words)),
      services: new Set(
        keepLongest(emergencies.filter((each) => !isCut(each))).map(({ value }) => value),
      ),
      has: (kind) => kinds.has(kind),
      all: (kind) => kinds.get(kind) ?? [],
    };
  };
}

/** Lists the phrases whose words are never typing errors. */
export function keywordPhrases({ emergencies, questions, keywords }: KeywordLists): string[] {
  return [
    ...Object.values(questions.questions),
    ...Object.values(keywords),
    ...Object.values(emergencies.services),
    emergencies.urgent,
    emergencies.cries,
    emergencies.past,
  ].flatMap(({ phrases }) => phrases);
}

/** "Không có giấy tờ gì" asks for none. */
function isDenied({ value, start }: PhraseMatch<QuestionKind>, words: readonly Word[]): boolean {
  const before = [words[start - 2]?.folded, words[start - 1]?.folded].join(" ");
  return value === "documents" && /^(khong|chua|chang) (co|con)$/.test(before);
}

/** Drops what overlaps something longer, then the lookalikes. */
function keepLongest<T>(found: readonly PhraseMatch<T | null>[]): PhraseMatch<T>[] {
  const kept: PhraseMatch<T | null>[] = [];
  const byLength = found.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  for (const each of byLength) {
    if (kept.every(({ start, end }) => each.end <= start || each.start >= end)) kept.push(each);
  }
  return kept
    .flatMap(({ value, start, end }) => (value === null ? [] : [{ value, start, end }]))
    .toSorted((a, b) => a.start - b.start);
}

function entriesOf<Key extends string>(
  lists: Readonly<Record<Key, PhraseList>>,
): (readonly [string, Key])[] {
  const keys = Object.keys(lists) as Key[];
  return keys.flatMap((key) => pairs(lists[key], key));
}

function pairs<Value>({ phrases }: PhraseList, value: Value): (readonly [string, Value])[] {
  return phrases.map((phrase) => [phrase, value] as const);
}
