import type { Generated } from "kysely";

/** What one turn of a conversation did: no text, and of the resident only a keyed hash. */
export interface TurnFactTable {
  readonly id: string;
  readonly at: Date;
  readonly channel: string;
  readonly resident_hash: string;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
}

/**
 * Why a sentence is listed at the desk: nothing fitted it ("unmatched"), or what followed shows that it was taken for
 * something else. "offered" is not listed: it becomes "abandoned" if no turn follows, otherwise it is deleted.
 */
export const missedKinds = [
  "unmatched",
  "corrected",
  "repeated",
  "none",
  "returned",
  "left",
  "abandoned",
  "offered",
] as const;
export type MissedKind = (typeof missedKinds)[number];

/** What is stored for 30 days of a sentence that was not understood: no text, only words that anybody uses. */
export interface MissedQuestionTable {
  readonly id: string;
  readonly at: Date;
  readonly resident_hash: string;
  /** The words in a fixed order, so that equal questions can be counted. */
  readonly alike: string;
  readonly words: string;
  readonly kind: Generated<MissedKind>;
  /** What the service took it for; "" if for nothing. */
  readonly intent: Generated<string>;
  /** The procedures that were begun, told about or offered, best first, with blanks between them. */
  readonly procedures: Generated<string>;
}
