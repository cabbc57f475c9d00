import { z } from "zod";

const headSchema = z.strictObject({
  /** What it tells apart. */
  classes: z.array(z.string()).min(2),
  bucket_count: z.number().int().positive(),
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
  /** Its classes are the ids of procedures, and what is none. */
  procedures: headSchema,
  intents: headSchema,
});

export type ModelHeader = z.infer<typeof modelHeaderSchema>;

/** A trained softmax regression over hashed features. */
export interface ModelHead extends z.infer<typeof headSchema> {
  /** How much each bucket tells, from 1 to 255: see `importanceOf`. */
  readonly importance: Uint8Array;
  /** From -127 to 127: of each bucket, one for each class. */
  readonly weights: Int8Array;
}

export interface ClassifierModel {
  readonly header: ModelHeader;
  readonly procedures: ModelHead;
  readonly intents: ModelHead;
}

/**
 * Divides the bytes of the file between the heads, procedures' first, each with its importances before its weights; null if
 * their number does not fit the header.
 */
export function joinModel(header: ModelHeader, bytes: Int8Array): ClassifierModel | null {
  const { procedures, intents } = header;
  const heads = [procedures, intents];
  const [size = 0, rest = 0] = heads.map(
    ({ classes, bucket_count }) => (classes.length + 1) * bucket_count,
  );
  const fits = heads.every(({ classes, biases }) => classes.length === biases.length);
  if (!fits || bytes.length !== size + rest) return null;
  return {
    header,
    procedures: { ...procedures, ...divideHead(procedures, bytes.subarray(0, size)) },
    intents: { ...intents, ...divideHead(intents, bytes.subarray(size)) },
  };
}

function divideHead(
  { bucket_count }: ModelHeader["procedures"],
  bytes: Int8Array,
): Pick<ModelHead, "importance" | "weights"> {
  const importance = new Uint8Array(bytes.buffer, bytes.byteOffset, bucket_count);
  return { importance, weights: bytes.subarray(bucket_count) };
}
