import type { Classification } from "../classifier/classifier.ts";
import type { Language } from "../language.ts";
import type { SearchDecision } from "../search/decide.ts";
import type { Ranking } from "../search/topics.ts";
import type { Word } from "../text/fold.ts";
import type { TimeExpression } from "../time-expressions/time-expression.ts";
import type { ToldEvent } from "../vocabulary-schema.ts";
import type { FinerQuestion } from "./asks/finer-questions.ts";
import type { Reading } from "./happened/happened.ts";
import type { Keywords } from "./keywords.ts";
import type { RulePatterns } from "./rule-patterns.ts";
import type { YesNoQuestion } from "./yes-no-question.ts";

/** Everything that an intent is chosen by. */
export interface Evidence {
  readonly keywords: Keywords;
  readonly reading: Reading;
  /** The words of the sentence, folded and joined by blanks. */
  readonly text: string;
  readonly ranking: Ranking;
  /** What the classifier thinks; null if there is none. */
  readonly classification: Classification | null;
  /** What the sentence itself names. */
  readonly decision: SearchDecision;
  readonly yesNo: YesNoQuestion | null;
  /** The finer questions, in their order. */
  readonly finer: readonly FinerQuestion[];
  /** What a deadline may count from. */
  readonly event: ToldEvent | null;
  /** The conversation is about a procedure, which is meant if the sentence names none. */
  readonly hasCurrentProcedure: boolean;
  /** One of the best procedures is an account or an app. */
  readonly isAboutAccount: boolean;
  readonly time: TimeExpression["kind"] | null;
  readonly language: Language;
  readonly saysDossierCode: boolean;
  readonly saysPlace: boolean;
  /** A time and a place, and nothing else. */
  readonly saysOnlyVisit: boolean;
  readonly patterns: RulePatterns;
  readonly extractContentWords: (words: readonly Word[]) => Word[];
}

/** When an out-of-scope topic is meant rather than a procedure. */
const outOfScope = {
  /** The topic is named clearly. */
  minScore: 0.4,
  /** A procedure is preferred if it explains nearly as much. */
  lead: 1.08,
} as const;

/**
 * How many procedures a bare topic must name nearly equally well, and how well. One that is asked for more often than
 * all the others is what the bare word means: "hộ chiếu" is a new passport, not the loss of one.
 */
export const bareTopic = { maxWords: 2, minProcedures: 3, nearShare: 0.64 } as const;

type QuestionWord = "documents" | "where" | "fee" | "time";

/** Whether the best out-of-scope topic explains clearly more than the best procedure. */
export function isOutscored({ ranking }: Pick<Evidence, "ranking">): boolean {
  const { outOfScopeScore } = ranking;
  const best = bestScore({ ranking });
  return outOfScopeScore >= outOfScope.minScore && outOfScopeScore >= best * outOfScope.lead;
}

/** The score of the best procedure; 0 if there is none. */
export function bestScore({ ranking }: Pick<Evidence, "ranking">): number {
  return ranking.procedures[0]?.score ?? 0;
}

/** Returns the first question word. "Trực tuyến" before "ở đâu" asks for the web site and counts as `online`. */
export function firstQuestion({
  keywords: { questions },
}: Pick<Evidence, "keywords">): QuestionWord | "online" | null {
  for (const { value, start } of questions) {
    if (value !== "documents" && value !== "where" && value !== "fee" && value !== "time") continue;
    const isOnline = questions.some((other) => other.value === "online" && other.start < start);
    return value === "where" && isOnline ? "online" : value;
  }
  return null;
}

/** Whether the sentence is a topic of several procedures and nothing else: "căn cước", "hộ khẩu". */
export function isBareTopic({
  keywords,
  ranking,
}: Pick<Evidence, "keywords" | "ranking">): boolean {
  const { maxWords, minProcedures, nearShare } = bareTopic;
  if (ranking.contentWordCount > maxWords || keywords.questions.length > 0) return false;
  if (keywords.has("acting") && keywords.words.length > maxWords) return false;
  const nearScore = bestScore({ ranking }) * nearShare;
  const near = ranking.procedures.filter(({ score }) => score >= nearScore);
  const [best, ...others] = near;
  if (best === undefined || near.length < minProcedures) return false;
  return others.some(({ demand }) => demand <= best.demand);
}
