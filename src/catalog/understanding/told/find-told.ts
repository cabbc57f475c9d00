import type { Interval } from "../../measures/measure.ts";
import { isWithin } from "../../measures/measure.ts";
import type { Procedure } from "../../procedure-schema.ts";
import { findDecidingQuestions } from "../../procedures/branches.ts";
import type { Guide, GuideQuestion } from "../../schema.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import type { WordSpan } from "../../text/phrase-matcher.ts";
import type { ToldFactPhrases } from "../../vocabulary-schema.ts";
import { splitClauses } from "./clauses.ts";
import { MessageWords } from "./message-words.ts";
import {
  buildTellingPhrases,
  findPhrases,
  type PhraseEvidence,
  type TellingPhrase,
} from "./option-phrases.ts";
import { buildPersonSegments } from "./person-segments.ts";
import { buildMarkers, type Markers } from "./scope.ts";
import { findAges, findFigures, type MessageParts, type ToldAge } from "./told-figures.ts";

/** What a message tells: answers to questions before they are asked. */
export interface Told {
  /** Question id → value of an option, for a procedure's questions that the message answers clearly. */
  answersFor(procedure: string): ToldFacts;
  /** The ages that it tells of somebody, for a procedure that begins later. */
  readonly ages: readonly ToldAge[];
}

export type ToldFacts = ReadonlyMap<string, string>;
export type FindTold = (message: string, now: Date) => Told;

interface ToldSources {
  readonly procedures: readonly Procedure[];
  readonly guides: readonly Guide[];
  readonly phrases: ToldFactPhrases;
  readonly readPhrase: ReadWords;
  readonly readSentence: ReadWords;
}

interface Answerable {
  readonly question: GuideQuestion;
  /** It asks what is wanted. */
  readonly isWish: boolean;
  readonly phrases: readonly TellingPhrase[];
}

/** Longer messages are cut. */
const maxMessageLength = 2_000;

/**
 * Builds the reader of facts. What is told must be clear: a fact that is denied, asked, supposed, somebody else's, or that
 * two options claim, is none, and its question is asked.
 */
export function buildFindTold(sources: ToldSources): FindTold {
  const { readSentence, readPhrase, phrases } = sources;
  const readMarkers = buildMarkers(phrases, readPhrase);
  const findSegments = buildPersonSegments(phrases);
  const questionsOf = buildQuestionFinder(sources);
  return (message, now) => {
    const clauses = splitClauses(message.slice(0, maxMessageLength), readSentence);
    const markers = readMarkers(clauses);
    const parts: MessageParts = { clauses, markers, segments: findSegments(clauses), now };
    const words = new MessageWords(clauses);
    let ages: readonly ToldAge[] | null = null;
    return {
      answersFor: (procedure) =>
        new Map(
          questionsOf(procedure).flatMap((each) => {
            const value = answerOf(each, parts, words);
            return value === null ? [] : [[each.question.id, value] as const];
          }),
        ),
      get ages() {
        ages ??= findAges(parts);
        return ages;
      },
    };
  };
}

/** The phrases of a procedure are compiled when it is first asked for: most are not asked for all day. */
function buildQuestionFinder({
  procedures,
  guides,
  phrases,
  readPhrase,
}: ToldSources): (procedure: string) => readonly Answerable[] {
  const byId = new Map(procedures.map((procedure) => [procedure.id, procedure]));
  const guideOf = new Map(guides.map((guide) => [guide.procedure, guide]));
  const phrasesOf = buildTellingPhrases(phrases, readPhrase);
  const wishes = new Set(phrases.wishes.phrases);
  const compiled = new Map<string, readonly Answerable[]>();
  return (id) => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const [procedure, guide] = [byId.get(id), guideOf.get(id)];
    if (procedure === undefined || guide === undefined) return [];
    const answerable = findDecidingQuestions(procedure, guide).map((question) => ({
      question,
      isWish: wishes.has(question.id),
      phrases: phrasesOf(id, question),
    }));
    compiled.set(id, answerable);
    return answerable;
  };
}

/** The value that the message tells; null if none, or if it is not clear. */
function answerOf(
  { question, isWish, phrases }: Answerable,
  message: MessageParts,
  words: MessageWords,
): string | null {
  const figures = findFigures(question, message);
  if (figures.length > 0) {
    const values = new Set(figures.map((figure) => optionFor(question, figure)));
    return values.size === 1 ? ([...values][0] ?? null) : null;
  }
  const { markers } = message;
  return byPhrase(phrases, words, (evidence) => markers.isTold(evidence, isWish), markers);
}

/** The only option whose range holds a figure. */
export function optionFor({ options }: GuideQuestion, figure: Interval): string | null {
  const fitting = Object.entries(options).filter(
    ([, { range }]) => range !== undefined && isWithin(figure, range),
  );
  return fitting.length === 1 ? (fitting[0]?.[0] ?? null) : null;
}

function byPhrase(
  phrases: readonly TellingPhrase[],
  words: MessageWords,
  isTold: (evidence: PhraseEvidence) => boolean,
  markers: Markers,
): string | null {
  // "Ly hôn, còn anh ấy chưa … lần nào" holds no "ly hôn … lần".
  const isWhole = ({ gaps }: PhraseEvidence) =>
    gaps.every(({ start, end }) =>
      (["negations", "alternatives"] as const).every((kind) => !markers.has(kind, start, end)),
    );
  const found = withoutParts(findPhrases(phrases, words).filter(isWhole));
  const told = new Set(found.filter(isTold).map(({ value }) => value));
  const [value] = told;
  if (value === undefined || told.size > 1) return null;
  // What is told in one place and denied or asked in another is not clear.
  return found.some((each) => each.value === value && !isTold(each)) ? null : value;
}

/** "Có sổ" in "chưa có sổ" is no evidence of its own. */
function withoutParts(found: readonly PhraseEvidence[]): readonly PhraseEvidence[] {
  const isPart = (one: WordSpan, other: WordSpan) =>
    other.start <= one.start &&
    other.end >= one.end &&
    other.end - other.start > one.end - one.start;
  return found.filter((each) => !found.some((other) => isPart(each, other)));
}
