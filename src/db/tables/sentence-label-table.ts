import type { Generated } from "kysely";

/** What a sentence that was not understood meant, as somebody at the desk says. */
export const labelVerdict = ["meant", "out_of_scope", "discarded"] as const;
export type LabelVerdict = (typeof labelVerdict)[number];

/** A labelled sentence: only words that any resident might use, and nothing of who typed them. */
export interface SentenceLabelTable {
  readonly id: Generated<number>;
  /** The words in a fixed order. */
  readonly alike: string;
  readonly words: string;
  readonly verdict: LabelVerdict;
  /** null unless somebody says which one it is. */
  readonly intent: string | null;
  readonly procedure_id: string | null;
  readonly labelled_by: string;
  readonly labelled_at: Date;
}
