import type { ScoredTopic } from "../search/phrase-scorer.ts";
import type { Ranking } from "../search/topics.ts";
import type { Intent } from "./intent.ts";

/** Which account a trouble is about. */

/** So many of the best procedures may be what a trouble with an account is about. */
const nearBest = 3;
/** An account among them must be named at least this well, and at least by this share of the best score. */
const minAccountScore = 0.35;
const minAccountShare = 0.5;
/** An account comes first only if it is named nearly as well as the best procedure, and that not outright. */
const firstAccountShare = 0.7;
const outrightScore = 0.9;

/** Whether one of the best procedures is an account that is named well. */
export function isAboutAccount(
  { procedures }: Ranking,
  isAccount: (topic: ScoredTopic) => boolean,
): boolean {
  const best = procedures.slice(0, nearBest);
  const minScore = Math.max(minAccountScore, (best[0]?.score ?? 0) * minAccountShare);
  return best.some((topic) => isAccount(topic) && topic.score >= minScore);
}

/** Puts the accounts that are named well first if the trouble is with an account. */
export function rankFor(
  intent: Intent,
  { procedures }: Ranking,
  isAccount: (topic: ScoredTopic) => boolean,
): readonly ScoredTopic[] {
  const best = procedures[0]?.score ?? 0;
  if (intent !== "account_help" || best >= outrightScore) return procedures;
  const minScore = best * firstAccountShare;
  const comesFirst = (topic: ScoredTopic) => isAccount(topic) && topic.score >= minScore;
  return procedures.toSorted((a, b) => Number(comesFirst(b)) - Number(comesFirst(a)));
}
