import { z } from "zod";

const headSchema = z.strictObject({
  /** What it tells apart. */
  classes: z.array(z.string()).min(2),
  /** By class. */
  biases: z.array(z.number()),
  /** A weight is so many times its number in the file of weights. */
  scale: z.number().positive(),
  /** How many texts it learned from, after they were varied. */
  lesson_count: z.number().int(),
});

/** The header of a trained model: what its numbers mean, and what it was trained from. */
export const modelHeaderSchema = z.strictObject({
  /** SHA-256 of what it was trained from. */
  data_sha256: z.string(),
  bucket_count: z.number().int().positive(),
  /** Its classes are the ids of procedures, and what is none. */
  procedures: headSchema,
  intents: headSchema,
});

export type ModelHeader = z.infer<typeof modelHeaderSchema>;

/** A trained softmax regression over hashed features. */
export interface ModelHead extends z.infer<typeof headSchema> {
  /** From -127 to 127: of each bucket, one for each class. */
  readonly weights: Int8Array;
}

export interface ClassifierModel {
  readonly header: ModelHeader;
  readonly procedures: ModelHead;
  readonly intents: ModelHead;
}

/** Divides the weights, procedures' first, between the heads; null if their number does not fit the header. */
export function joinModel(header: ModelHeader, weights: Int8Array): ClassifierModel | null {
  const { bucket_count, procedures, intents } = header;
  const heads = [procedures, intents];
  const sizes = heads.map(({ classes }) => classes.length * bucket_count);
  const fits = heads.every(({ classes, biases }) => classes.length === biases.length);
  const [size = 0, rest = 0] = sizes;
  if (!fits || weights.length !== size + rest) return null;
  return {
    header,
    procedures: { ...procedures, weights: weights.subarray(0, size) },
    intents: { ...intents, weights: weights.subarray(size) },
  };
}
