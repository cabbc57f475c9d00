import { createHash } from "node:crypto";
import { askBucketsOf } from "../../catalog/classifier/ask-features.ts";
import { outOfScopeClass, serviceClass } from "../../catalog/classifier/classifier.ts";
import { bucketsOf } from "../../catalog/classifier/features.ts";
import { importanceOf } from "../../catalog/classifier/importance.ts";
import type { ModelHead, ModelHeader } from "../../catalog/classifier/model.ts";
import type { CatalogRecords } from "../../catalog/schema.ts";
import type { Word } from "../../catalog/text/fold.ts";
import { askCuesOf } from "../../catalog/understanding/ask-cues.ts";
import { toTokens } from "../../catalog/understanding/asks/loose-forms.ts";
import { compileVocabulary } from "../../catalog/understanding/compile-vocabulary.ts";
import { intents } from "../../catalog/understanding/intent.ts";
import { indexSentences } from "../../catalog/understanding/understand.ts";
import {
  type Asks,
  askExamplesOf,
  type Example,
  examplesOf,
  type Frames,
  intentExamplesOf,
  type LabelledSentence,
  procedureExampleOf,
} from "./examples.ts";
import { type FitOptions, fitWeights, type Lesson } from "./fit.ts";
import { seededRandom } from "./random.ts";
import { variantsOf } from "./variants.ts";

/** Any number: it must only stay the same. */
const seed = 20_261_130;
/** So the file of weights has just under 3 MB; fewer buckets mix up more features. */
const bucketCounts = { procedures: 11_500, intents: 16_000 } as const;
const fitting = {
  procedures: { epochs: 3, learningRate: 0.2, bucketCount: bucketCounts.procedures },
  intents: { epochs: 5, learningRate: 0.2, bucketCount: bucketCounts.intents },
} as const;
const maxWeight = 127;

export interface TrainingData {
  readonly records: CatalogRecords;
  readonly sentences: readonly LabelledSentence[];
  readonly frames: Frames;
  readonly asks: Asks;
}

export interface TrainedModel {
  readonly header: ModelHeader;
  /** As they stand in the file of weights. */
  readonly weights: Int8Array;
}

/** Trains the model. The same data give the same bytes. */
export function trainModel({ records, sentences, frames, asks }: TrainingData): TrainedModel {
  const read = featureReaders(records);
  const ids = records.procedures.map(({ id }) => id).sort();
  const examples = {
    procedures: [
      ...examplesOf(records),
      ...sentences.flatMap((each) => procedureExampleOf(each) ?? []),
    ],
    intents: [
      ...sentences.flatMap(intentExamplesOf),
      ...askExamplesOf(records, asks, seededRandom(seed)),
    ],
  };
  const train = (head: "procedures" | "intents", classes: readonly string[]) =>
    trainHead({
      examples: examples[head],
      classes,
      frames,
      read: read[head],
      fitting: fitting[head],
    });
  const procedures = train("procedures", [...ids, outOfScopeClass, serviceClass]);
  const intentHead = train("intents", intents);
  const data = JSON.stringify([examples, frames]);
  return {
    header: {
      data_sha256: createHash("sha256").update(data).digest("hex"),
      procedures: describeHead(procedures),
      intents: describeHead(intentHead),
    },
    weights: join(procedures, intentHead),
  };
}

interface HeadSources {
  readonly examples: readonly Example[];
  readonly classes: readonly string[];
  readonly frames: Frames;
  readonly read: ReadFeatures;
  readonly fitting: Pick<FitOptions, "epochs" | "learningRate" | "bucketCount">;
}

function trainHead({ examples, classes, frames, read, fitting }: HeadSources): ModelHead {
  const random = seededRandom(seed);
  const numbers = new Map(classes.map((name, number) => [name, number]));
  const lessons = examples
    .flatMap((example) => variantsOf(example, frames, random))
    .map(({ text, classes: meant, weight }): Lesson => {
      const buckets = Uint32Array.from(read(text));
      return { buckets, classes: meant.flatMap((name) => numbers.get(name) ?? []), weight };
    })
    .filter((lesson) => lesson.buckets.length > 0 && lesson.classes.length > 0);
  const importance = importancesOf(lessons, fitting.bucketCount);
  const options = { ...fitting, importance, classCount: classes.length };
  const { weights, biases } = fitWeights(lessons, options, random);
  return {
    classes: [...classes],
    bucket_count: fitting.bucketCount,
    biases: [...biases],
    lesson_count: lessons.length,
    importance,
    ...quantize(weights),
  };
}

/** The buckets of a text's features. */
type ReadFeatures = (text: string) => number[];

/** Sentences are read for training exactly as they are when a resident types them. */
function featureReaders(records: CatalogRecords): Record<"procedures" | "intents", ReadFeatures> {
  const { procedures, synonyms, commonWords } = records;
  const vocabulary = compileVocabulary(records.vocabulary);
  const { topics } = indexSentences(procedures, synonyms, commonWords, vocabulary);
  const read = (text: string) => vocabulary.dropNoQuestions(topics.readSentence(text));
  const cuesOf = (words: readonly Word[]) => {
    const keywords = vocabulary.findKeywords(words);
    const yesNo = vocabulary.findYesNoQuestion(keywords);
    return askCuesOf({ keywords, yesNo, finer: vocabulary.findFinerQuestions(toTokens(words)) });
  };
  return {
    procedures: (text) => bucketsOf(read(text), bucketCounts.procedures),
    intents: (text) => {
      const words = read(text);
      return askBucketsOf(words, cuesOf(words), bucketCounts.intents);
    },
  };
}

function importancesOf(lessons: readonly Lesson[], bucketCount: number): Uint8Array {
  const counts = new Uint32Array(bucketCount);
  for (const { buckets } of lessons) {
    for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return Uint8Array.from(counts, (count) => importanceOf(count, lessons.length));
}

/** Rounds the weights to one byte each. */
function quantize(weights: Float32Array): Pick<ModelHead, "scale" | "weights"> {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = most / maxWeight;
  return { scale, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

function describeHead({ weights, importance, ...described }: ModelHead): ModelHeader["procedures"] {
  return described;
}

/** The bytes of the heads, each with its importances before its weights. */
function join(...heads: readonly ModelHead[]): Int8Array {
  const parts = heads.flatMap(({ importance, weights }) => [new Int8Array(importance), weights]);
  const joined = new Int8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
