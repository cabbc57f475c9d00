import { exponential } from "../../catalog/classifier/exponential.ts";
import { type Random, shuffled } from "./random.ts";

/** One text, ready to learn from. */
export interface Lesson {
  readonly buckets: Uint32Array;
  /** Classes, by number, each as right as the others. */
  readonly classes: readonly number[];
  readonly weight: number;
}

export interface FitOptions {
  readonly bucketCount: number;
  /** How much each bucket tells. */
  readonly importance: Uint8Array;
  readonly classCount: number;
  readonly epochs: number;
  readonly learningRate: number;
}

/** The weights of each bucket's classes, one bucket after the other, and what each class has without any bucket. */
export interface FittedWeights {
  readonly weights: Float32Array;
  readonly biases: Float64Array;
}

/** A class that is wrong by less is not corrected: nearly every class is, by nearly every text. */
const minError = 0.005;
/** Keeps the first steps small (Adagrad). */
const firstSquare = 1e-4;
/** Every text has a bias, but each of its features only a part of the texts. */
const biasRate = 0.01;

/**
 * Fits a softmax regression by stochastic gradient descent with Adagrad. The order of texts and of additions is fixed, and
 * only sums, products and square roots are taken: the same lessons give the same weights on every machine.
 */
export function fitWeights(
  lessons: readonly Lesson[],
  { bucketCount, importance, classCount, epochs, learningRate }: FitOptions,
  random: Random,
): FittedWeights {
  const weights = new Float32Array(bucketCount * classCount);
  const squares = new Float32Array(bucketCount * classCount).fill(firstSquare);
  const biases = new Float64Array(classCount);
  const errors = new Float64Array(classCount);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const lesson of shuffled(lessons, random)) {
      findErrors(lesson);
      correct(lesson);
    }
  }
  return { weights, biases };

  /** The length of a text's vector of features. */
  function lengthOf(buckets: Uint32Array): number {
    let squares = 0;
    for (const bucket of buckets) squares += (importance[bucket] ?? 0) ** 2;
    return Math.sqrt(squares);
  }

  /** Sets how far the probability of each class is from what it should be. */
  function findErrors({ buckets, classes }: Lesson): void {
    errors.fill(0);
    for (const bucket of buckets) {
      const row = bucket * classCount;
      const value = importance[bucket] ?? 0;
      for (let each = 0; each < classCount; each += 1) {
        errors[each] = (errors[each] ?? 0) + value * (weights[row + each] ?? 0);
      }
    }
    const value = 1 / lengthOf(buckets);
    for (const [each, bias] of biases.entries()) errors[each] = (errors[each] ?? 0) * value + bias;
    toProbabilities(errors);
    for (const each of classes) errors[each] = (errors[each] ?? 0) - 1 / classes.length;
  }

  /** Corrects bucket by bucket, because the weights of one bucket lie together. */
  function correct({ buckets, weight }: Lesson): void {
    const wrong = [...errors.keys()].filter((each) => Math.abs(errors[each] ?? 0) >= minError);
    for (const each of wrong) {
      biases[each] = (biases[each] ?? 0) - biasRate * weight * (errors[each] ?? 0);
    }
    const unit = weight / lengthOf(buckets);
    for (const bucket of buckets) {
      const value = unit * (importance[bucket] ?? 0);
      for (const each of wrong) {
        const place = bucket * classCount + each;
        const gradient = value * (errors[each] ?? 0);
        const square = (squares[place] ?? 0) + gradient * gradient;
        squares[place] = square;
        weights[place] = (weights[place] ?? 0) - (learningRate * gradient) / Math.sqrt(square);
      }
    }
  }
}

function toProbabilities(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (const [at, score] of scores.entries()) {
    const odds = exponential(score - most);
    scores[at] = odds;
    sum += odds;
  }
  for (const [at, odds] of scores.entries()) scores[at] = odds / sum;
}
