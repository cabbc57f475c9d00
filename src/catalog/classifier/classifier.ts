import type { Word } from "../text/fold.ts";
import { askBucketsOf } from "./ask-features.ts";
import { exponential } from "./exponential.ts";
import { bucketsOf } from "./features.ts";
import type { ClassifierModel, ModelHead } from "./model.ts";

/** Classes of what no procedure answers: out of scope, or answered by the service itself (an office, a courtesy). */
export const outOfScopeClass = "out-of-scope:";
export const serviceClass = "service:";

/** How probable it is that a sentence means each class. */
export interface Classification {
  /** By the ids of the procedures that the model knows, from 0 to 1; they and the two below add up to 1. */
  readonly procedures: ReadonlyMap<string, number>;
  readonly outOfScope: number;
  readonly service: number;
  /** The likeliest intent. */
  readonly intent: { readonly name: string; readonly share: number };
  /** By the names of the intents, from 0 to 1, together 1. */
  readonly intents: ReadonlyMap<string, number>;
}

/**
 * `words` must be those of the catalogue's sentence reader, with which the model was trained, and `cues` what the rules found
 * in them about what is asked.
 */
export type Classify = (words: readonly Word[], cues: readonly string[]) => Classification;

/** Builds the function that asks the model. */
export function buildClassifier({ procedures, intents }: ClassifierModel): Classify {
  const shareProcedures = buildHead(procedures);
  const shareIntents = buildHead(intents);
  return (words, cues) => {
    const shares = shareProcedures(bucketsOf(words, procedures.bucket_count));
    const outOfScope = shares.get(outOfScopeClass) ?? 0;
    const service = shares.get(serviceClass) ?? 0;
    shares.delete(outOfScopeClass);
    shares.delete(serviceClass);
    let [name, share] = ["", 0];
    const asked = shareIntents(askBucketsOf(words, cues, intents.bucket_count));
    for (const [each, of] of asked) if (of > share) [name, share] = [each, of];
    return { procedures: shares, outOfScope, service, intent: { name, share }, intents: asked };
  };
}

/** Adds up the buckets' rows of weights, and turns the sums into probabilities. */
function buildHead({
  classes,
  biases,
  scale,
  importance,
  weights,
}: ModelHead): (buckets: readonly number[]) => Map<string, number> {
  const sums = new Int32Array(classes.length);
  return (buckets) => {
    let squares = 0;
    for (const bucket of buckets) squares += (importance[bucket] ?? 0) ** 2;
    addRows(weights, importance, buckets, sums);
    const value = scale / Math.sqrt(Math.max(1, squares));
    const scores = biases.map((bias, at) => bias + value * (sums[at] ?? 0));
    const most = Math.max(...scores);
    const odds = scores.map((score) => exponential(score - most));
    const total = odds.reduce((sum, each) => sum + each, 0);
    return new Map(classes.map((name, at) => [name, (odds[at] ?? 0) / total]));
  };
}

/** Sets the sums to those of the rows. Two rows at a time take half the time of one by one, and most of a sentence's is here. */
function addRows(
  weights: Int8Array,
  importance: Uint8Array,
  buckets: readonly number[],
  sums: Int32Array,
): void {
  const size = sums.length;
  sums.fill(0);
  for (let at = 0; at + 1 < buckets.length; at += 2) {
    const [one = 0, two = 0] = [buckets[at], buckets[at + 1]];
    const [first = 0, second = 0] = [importance[one], importance[two]];
    const row = one * size;
    const next = two * size;
    for (let each = 0; each < size; each += 1) {
      sums[each] =
        (sums[each] ?? 0) +
        first * (weights[row + each] ?? 0) +
        second * (weights[next + each] ?? 0);
    }
  }
  if (buckets.length % 2 === 0) return;
  const bucket = buckets.at(-1) ?? 0;
  const last = importance[bucket] ?? 0;
  for (let each = 0; each < size; each += 1) {
    sums[each] = (sums[each] ?? 0) + last * (weights[bucket * size + each] ?? 0);
  }
}
