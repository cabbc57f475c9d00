/**
 * What shows that a sentence was taken for something else. "offered" is none yet: several procedures were offered, and
 * the sentence counts as "abandoned" if no turn follows.
 */
export const misunderstandings = [
  "corrected",
  "repeated",
  "none",
  "returned",
  "left",
  "offered",
] as const;
export type Misunderstanding = (typeof misunderstandings)[number];

/** A sentence that was misunderstood, without anything that tells who typed it. */
export interface MisunderstoodSentence {
  readonly kind: Misunderstanding;
  /** Those of its words that any resident might use, folded. */
  readonly words: readonly string[];
  /** What the service took it for. */
  readonly intent: string;
  /** The procedures that were begun, told about or offered, best first. */
  readonly procedures: readonly string[];
}
