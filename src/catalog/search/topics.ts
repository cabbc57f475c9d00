import type { Procedure, ProcedureSynonyms } from "../schema.ts";
import { foldedWords, type Word } from "../text/fold.ts";
import { buildReader, type ReadWords, wordsMeant } from "../text/normalizer.ts";
import { contentWords } from "./content-words.ts";
import { type Features, featuresOf } from "./features.ts";
import { compounds, fillers, sameAs } from "./lexicon.ts";
import { mattersElsewhere } from "./matters-elsewhere.ts";
import { indexPhrases, type Matter, type Scored } from "./phrase-index.ts";

/** What a sentence is about. */
export interface Matters {
  readonly read: ReadWords;
  rank(words: readonly Word[]): Ranking;
}

export interface Ranking {
  /** Procedures of the catalogue, best first. */
  readonly procedures: readonly Scored[];
  /** The best score of what this service is not there for; 0 where nothing of it was named. */
  readonly elsewhere: number;
  /** Words that tell what it is about, and how many of them nothing knows. */
  readonly told: number;
  readonly unknown: number;
}

/** A matter is told in fewer words than this; in a longer message the question stands at the end. */
const maxTold = 24;
const tailLength = 14;

/** Indexes procedures and, beside them, what residents ask for that no procedure here can be. */
export function indexMatters(
  procedures: readonly Procedure[],
  alsoSaid: readonly ProcedureSynonyms[],
  vocabulary: readonly string[],
): Matters {
  const said = new Map(alsoSaid.map(({ procedure, phrases }) => [procedure, phrases]));
  const elsewhere = Object.entries(mattersElsewhere).map(([id, phrases]) => ({
    id: `${elsewhereMark}${id}`,
    phrases: phrases.map(featuresOfText),
    support: null,
  }));
  const index = indexPhrases([
    ...procedures.map((each) => readMatter(each, said.get(each.id) ?? [])),
    ...elsewhere,
  ]);
  const named = procedures.flatMap(({ name, aliases, field }) => [name, field, ...aliases]);
  const known = [...named, ...[...said.values()].flat(), ...lexicon, ...vocabulary];
  const read = buildReader(new Set(known.flatMap(foldedWords)));
  return {
    read,
    rank: (words) => {
      const told = contentWords(words);
      const count = countWords(told);
      // A bare number is an answer that came late, and names nothing.
      if (count === 0) return { procedures: [], elsewhere: 0, told: 0, unknown: 0 };
      const features = featuresOf(told);
      const scored = withTail(told, index.rank(features), index.rank);
      const [outside, inside] = [
        scored.filter(isElsewhere),
        scored.filter((hit) => !isElsewhere(hit)),
      ];
      return {
        procedures: inside,
        elsewhere: Math.max(0, ...outside.map(scoreElsewhere)),
        told: count,
        unknown: index.unknown(features),
      };
    },
  };
}

const elsewhereMark = "elsewhere:";
const lexicon = [
  ...compounds,
  ...Object.entries(sameAs).flatMap(([meant, said]) => [meant, ...said]),
  ...fillers,
  ...Object.values(mattersElsewhere).flat(),
];

/** What is cooked, bought or sung may stand in the story of a procedure; what another office does may not. */
function scoreElsewhere({ id, score }: Scored): number {
  return everyday.has(id.slice(elsewhereMark.length)) ? score * everydayWeight : score;
}
const everydayWeight = 0.8;
const everyday = new Set(
  "sports love cooking shopping media jokes everydayRepairs relations showsAndNews calendarAndSky weather".split(
    " ",
  ),
);

function isElsewhere({ id }: Scored): boolean {
  return id.startsWith(elsewhereMark);
}

function readMatter({ id, name, aliases, field }: Procedure, alsoSaid: readonly string[]): Matter {
  const bareName = name.replace(/\([^)]*\)/g, " ");
  const texts = new Set([name, bareName, ...aliases, ...alsoSaid]);
  const phrases = [...texts].map(featuresOfText).filter(({ size }) => size > 0);
  return { id, phrases, support: featuresOfText(field) };
}

function featuresOfText(text: string): Features {
  return featuresOf(contentWords(wordsMeant(text)));
}

/** Different ones; numbers and single letters tell nothing. */
function countWords(told: readonly Word[]): number {
  return new Set(told.map(({ folded }) => folded).filter((word) => /[a-z]{2}/.test(word))).size;
}

function withTail(
  told: readonly Word[],
  whole: Scored[],
  rank: (query: Features) => Scored[],
): Scored[] {
  if (told.length <= maxTold) return whole;
  const best = new Map(whole.map(({ id, score }) => [id, score]));
  for (const { id, score } of rank(featuresOf(told.slice(-tailLength)))) {
    best.set(id, Math.max(score, best.get(id) ?? 0));
  }
  return [...best].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
