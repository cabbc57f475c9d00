import type { Procedure } from "../procedure-schema.ts";
import type { ProcedureSynonyms } from "../schema.ts";
import type { ReadAnswer } from "../text/answer-reader.ts";
import { foldedWords, type Word } from "../text/fold.ts";
import { buildTypedReaders, type ReadWords } from "../text/normalizer.ts";
import { type Features, featuresOf } from "./features.ts";
import { indexPhrases, type PhraseIndex, type Topic } from "./phrase-index.ts";
import type { ScoredTopic } from "./phrase-scorer.ts";
import type { SearchVocabulary } from "./search-vocabulary.ts";

/** Reads sentences and ranks what they are about: procedures, and topics that this service does not cover. */
export interface TopicIndex {
  readonly readSentence: ReadWords;
  readonly readAnswer: ReadAnswer;
  rank(words: readonly Word[]): Ranking;
}

export interface RankedProcedure extends ScoredTopic {
  /** 1 is asked for daily, 4 rarely. */
  readonly demand: number;
}

export interface Ranking {
  /** Procedures of the catalogue, best first. */
  readonly procedures: readonly RankedProcedure[];
  /** The best score of an out-of-scope topic; 0 if none was named. */
  readonly outOfScopeScore: number;
  /** How many different words say what the sentence is about, and how many of them no topic knows. */
  readonly contentWordCount: number;
  readonly unknownWordCount: number;
}

interface TopicSources {
  readonly procedures: readonly Procedure[];
  readonly synonyms: readonly ProcedureSynonyms[];
  readonly vocabulary: SearchVocabulary;
  /** Further texts whose words are no typing errors. */
  readonly knownTexts: readonly string[];
}

/** A topic is named in fewer words than this; in a longer message the question is at the end. */
const maxContentWords = 24;
/** So many words at the end of a longer message are ranked by themselves too. */
const tailLength = 14;

/** An everyday topic may be part of a procedure's story: it must explain clearly more than the procedure does. */
const everydayWeight = 0.8;

/**
 * By the demand for a procedure: of two that a sentence names nearly equally well, the daily one is meant. A procedure
 * that is named much better still wins, however rare it is.
 */
const priors: Readonly<Record<number, number>> = { 1: 1, 2: 0.98, 3: 0.96, 4: 0.94 };
/** What no procedure covers is asked for as rarely as a rare one. */
const outOfScopePrior = 0.96;

const nothingNamed: Ranking = {
  procedures: [],
  outOfScopeScore: 0,
  contentWordCount: 0,
  unknownWordCount: 0,
};

/** Indexes the procedures and, beside them, what residents ask for that no procedure here can be. */
export function indexTopics({
  procedures,
  synonyms,
  vocabulary,
  knownTexts,
}: TopicSources): TopicIndex {
  const { extractContentWords, outOfScopeTopics, readPhrase } = vocabulary;
  const readFeatures = (text: string) => featuresOf(extractContentWords(readPhrase(text)));
  const phrasesOf = new Map(synonyms.map(({ procedure, phrases }) => [procedure, phrases]));
  const index = indexPhrases([
    ...procedures.map((each) => procedureTopic(each, phrasesOf.get(each.id) ?? [], readFeatures)),
    ...outOfScopeTopics.map(({ id, phrases }) => ({
      id: outOfScopePrefix + id,
      phrases: phrases.map(readFeatures),
      support: null,
      prior: outOfScopePrior,
    })),
  ]);
  const demands = new Map(procedures.map(({ id, demand }) => [id, demand]));
  const everyday = new Set(
    outOfScopeTopics.filter((topic) => topic.everyday === true).map(({ id }) => id),
  );
  const named = procedures.flatMap(({ name, aliases, field }) => [name, field, ...aliases]);
  const said = [...phrasesOf.values()].flat();
  const known = [...named, ...said, ...vocabulary.phrases, ...knownTexts].flatMap(foldedWords);
  return {
    ...buildTypedReaders(known, vocabulary.replaceChatSpelling),
    rank: (words) => rankContent(extractContentWords(words), index, { everyday, demands }),
  };
}

/** Marks out-of-scope topics among the procedures of one index. */
const outOfScopePrefix = "out-of-scope:";

function procedureTopic(
  { id, name, aliases, field, demand }: Procedure,
  synonyms: readonly string[],
  readFeatures: (text: string) => Features,
): Topic {
  const nameWithoutNotes = name.replace(/\([^()]*\)/g, " ");
  const texts = new Set([name, nameWithoutNotes, ...aliases, ...synonyms]);
  const phrases = [...texts].map(readFeatures).filter(({ size }) => size > 0);
  return { id, phrases, support: readFeatures(field), prior: priors[demand] ?? 1 };
}

interface TopicFacts {
  /** The out-of-scope topics that are everyday ones. */
  readonly everyday: ReadonlySet<string>;
  /** By the id of the procedure. */
  readonly demands: ReadonlyMap<string, number>;
}

function rankContent(
  content: readonly Word[],
  index: PhraseIndex,
  { everyday, demands }: TopicFacts,
): Ranking {
  const contentWordCount = countWords(content);
  // A bare number is an answer that came late, and names nothing.
  if (contentWordCount === 0) return nothingNamed;
  const features = featuresOf(content);
  const scored = rankWithTail(content, index.rank(features), index);
  const outOfScope = scored.filter(isOutOfScope).map(({ id, score }) => {
    const isEveryday = everyday.has(id.slice(outOfScopePrefix.length));
    return isEveryday ? score * everydayWeight : score;
  });
  return {
    procedures: scored.flatMap((topic) => {
      const demand = demands.get(topic.id);
      return demand === undefined ? [] : [{ ...topic, demand }];
    }),
    outOfScopeScore: Math.max(0, ...outOfScope),
    contentWordCount,
    unknownWordCount: index.countUnknown(features),
  };
}

function isOutOfScope({ id }: ScoredTopic): boolean {
  return id.startsWith(outOfScopePrefix);
}

/** Counts different words; numbers and single letters name nothing. */
function countWords(words: readonly Word[]): number {
  return new Set(words.map(({ folded }) => folded).filter((word) => /[a-z]{2}/.test(word))).size;
}

/** Ranks a long message also by its end alone, where the question stands. */
function rankWithTail(
  content: readonly Word[],
  whole: ScoredTopic[],
  index: PhraseIndex,
): ScoredTopic[] {
  if (content.length <= maxContentWords) return whole;
  const best = new Map(whole.map(({ id, score }) => [id, score]));
  for (const { id, score } of index.rank(featuresOf(content.slice(-tailLength)))) {
    best.set(id, Math.max(score, best.get(id) ?? 0));
  }
  return [...best].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
