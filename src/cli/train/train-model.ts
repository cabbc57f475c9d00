import { createHash } from "node:crypto";
import { outOfScopeClass, serviceClass } from "../../catalog/classifier/classifier.ts";
import { bucketsOf } from "../../catalog/classifier/features.ts";
import type { ModelHead, ModelHeader } from "../../catalog/classifier/model.ts";
import type { CatalogRecords } from "../../catalog/schema.ts";
import type { Word } from "../../catalog/text/fold.ts";
import { compileVocabulary } from "../../catalog/understanding/compile-vocabulary.ts";
import { intents } from "../../catalog/understanding/intent.ts";
import { indexSentences } from "../../catalog/understanding/understand.ts";
import {
  type Example,
  examplesOf,
  type Frames,
  intentExampleOf,
  type LabelledSentence,
  procedureExampleOf,
} from "./examples.ts";
import { type FitOptions, fitWeights, type Lesson } from "./fit.ts";
import { seededRandom } from "./random.ts";
import { variantsOf } from "./variants.ts";

/** Any number: it must only stay the same. */
const seed = 20_261_130;
/** With 250 classes the file of weights has just under 3 MB; fewer buckets mix up more features. */
const bucketCount = 11_900;
const fitting = {
  procedures: { epochs: 3, learningRate: 0.2 },
  intents: { epochs: 5, learningRate: 0.2 },
} as const;
const maxWeight = 127;

export interface TrainingData {
  readonly records: CatalogRecords;
  readonly sentences: readonly LabelledSentence[];
  readonly frames: Frames;
}

export interface TrainedModel {
  readonly header: ModelHeader;
  /** As they stand in the file of weights. */
  readonly weights: Int8Array;
}

/** Trains the model. The same data give the same bytes. */
export function trainModel({ records, sentences, frames }: TrainingData): TrainedModel {
  const read = sentenceReader(records);
  const ids = records.procedures.map(({ id }) => id).sort();
  const examples = {
    procedures: [
      ...examplesOf(records),
      ...sentences.flatMap((each) => procedureExampleOf(each) ?? []),
    ],
    intents: sentences.map(intentExampleOf),
  };
  const train = (head: "procedures" | "intents", classes: readonly string[]) =>
    trainHead({ examples: examples[head], classes, frames, read, fitting: fitting[head] });
  const procedures = train("procedures", [...ids, outOfScopeClass, serviceClass]);
  const intentHead = train("intents", intents);
  const data = JSON.stringify([examples, frames]);
  return {
    header: {
      data_sha256: createHash("sha256").update(data).digest("hex"),
      bucket_count: bucketCount,
      procedures: describeHead(procedures),
      intents: describeHead(intentHead),
    },
    weights: join(procedures.weights, intentHead.weights),
  };
}

interface HeadSources {
  readonly examples: readonly Example[];
  readonly classes: readonly string[];
  readonly frames: Frames;
  readonly read: (text: string) => Word[];
  readonly fitting: Pick<FitOptions, "epochs" | "learningRate">;
}

function trainHead({ examples, classes, frames, read, fitting }: HeadSources): ModelHead {
  const random = seededRandom(seed);
  const numbers = new Map(classes.map((name, number) => [name, number]));
  const lessons = examples
    .flatMap((example) => variantsOf(example, frames, random))
    .map(({ text, classes: meant, weight }): Lesson => {
      const buckets = Uint32Array.from(bucketsOf(read(text), bucketCount));
      return { buckets, classes: meant.flatMap((name) => numbers.get(name) ?? []), weight };
    })
    .filter((lesson) => lesson.buckets.length > 0 && lesson.classes.length > 0);
  const options = { ...fitting, bucketCount, classCount: classes.length };
  const { weights, biases } = fitWeights(lessons, options, random);
  return {
    classes: [...classes],
    biases: [...biases],
    lesson_count: lessons.length,
    ...quantize(weights),
  };
}

/** Sentences are read for training exactly as they are when a resident types them. */
function sentenceReader(records: CatalogRecords): (text: string) => Word[] {
  const { procedures, synonyms, commonWords, vocabulary } = records;
  const compiled = compileVocabulary(vocabulary);
  return indexSentences(procedures, synonyms, commonWords, compiled).topics.readSentence;
}

/** Rounds the weights to one byte each. */
function quantize(weights: Float32Array): Pick<ModelHead, "scale" | "weights"> {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = most / maxWeight;
  return { scale, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

function describeHead({ weights, ...described }: ModelHead): ModelHeader["procedures"] {
  return described;
}

function join(first: Int8Array, second: Int8Array): Int8Array {
  const joined = new Int8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
