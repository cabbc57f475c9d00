import type { Word } from "../text/fold.ts";
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
}

/** `words` must be those of the catalogue's sentence reader, with which the model was trained. */
export type Classify = (words: readonly Word[]) => Classification;

/** Builds the function that asks the model. */
export function buildClassifier({ header, procedures, intents }: ClassifierModel): Classify {
  const shareProcedures = buildHead(procedures);
  const shareIntents = buildHead(intents);
  return (words) => {
    const buckets = bucketsOf(words, header.bucket_count);
    const shares = shareProcedures(buckets);
    const outOfScope = shares.get(outOfScopeClass) ?? 0;
    const service = shares.get(serviceClass) ?? 0;
    shares.delete(outOfScopeClass);
    shares.delete(serviceClass);
    let [name, share] = ["", 0];
    for (const [each, of] of shareIntents(buckets)) if (of > share) [name, share] = [each, of];
    return { procedures: shares, outOfScope, service, intent: { name, share } };
  };
}

/** Adds up the buckets' rows of weights, and turns the sums into probabilities. */
function buildHead({
  classes,
  biases,
  scale,
  weights,
}: ModelHead): (buckets: readonly number[]) => Map<string, number> {
  const sums = new Int32Array(classes.length);
  return (buckets) => {
    addRows(weights, buckets, sums);
    const value = scale / Math.sqrt(Math.max(1, buckets.length));
    const scores = biases.map((bias, at) => bias + value * (sums[at] ?? 0));
    const most = Math.max(...scores);
    const odds = scores.map((score) => exponential(score - most));
    const total = odds.reduce((sum, each) => sum + each, 0);
    return new Map(classes.map((name, at) => [name, (odds[at] ?? 0) / total]));
  };
}

/** Sets the sums to those of the rows. Two rows at a time take half the time of one by one, and most of a sentence's is here. */
function addRows(weights: Int8Array, buckets: readonly number[], sums: Int32Array): void {
  const size = sums.length;
  sums.fill(0);
  for (let at = 0; at + 1 < buckets.length; at += 2) {
    const row = (buckets[at] ?? 0) * size;
    const next = (buckets[at + 1] ?? 0) * size;
    for (let each = 0; each < size; each += 1) {
      sums[each] = (sums[each] ?? 0) + (weights[row + each] ?? 0) + (weights[next + each] ?? 0);
    }
  }
  if (buckets.length % 2 === 0) return;
  const last = (buckets.at(-1) ?? 0) * size;
  for (let each = 0; each < size; each += 1) {
    sums[each] = (sums[each] ?? 0) + (weights[last + each] ?? 0);
  }
}
