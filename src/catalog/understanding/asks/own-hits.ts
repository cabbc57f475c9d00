import { toLocalDay } from "../../local-time.ts";
import { readMeasure } from "../../measures/read-measure.ts";
import type { Procedure } from "../../procedure-schema.ts";
import type { SearchHit } from "../../search/decide.ts";
import { type Asked, hasOwnAnswer } from "./ask-kind.ts";
import { findEntitlements } from "./entitlements.ts";
import type { ReadSituation } from "./situation.ts";

/** The score of the first benefit, and by how much each further one scores less. */
const benefitScore = 0.9;
const benefitStep = 0.02;

/**
 * Returns the procedures of a question that has an answer of its own: the benefits that fit, else none. null if the
 * sentence asks no such question.
 */
export function findOwnHits(
  [first]: readonly Asked[],
  sentence: string,
  now: Date,
  procedures: ReadonlyMap<string, Procedure>,
  readSituation: ReadSituation,
): Pick<SearchHit, "id" | "score">[] | null {
  if (first === undefined || !hasOwnAnswer(first.kind)) return null;
  if (first.kind !== "age_entitlement") return [];
  const { groups } = readSituation(sentence);
  const told = { age: readMeasure(sentence, "age", now), groups };
  const found = findEntitlements(procedures.values(), told, toLocalDay(now));
  return found.map(({ procedure: { id } }, index) => ({
    id,
    score: benefitScore - index * benefitStep,
  }));
}
