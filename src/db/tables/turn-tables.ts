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

/** What is stored for 30 days of a sentence that was not understood: no text, only words that anybody uses. */
export interface MissedQuestionTable {
  readonly id: string;
  readonly at: Date;
  readonly resident_hash: string;
  /** The words in a fixed order, so that equal questions can be counted. */
  readonly alike: string;
  readonly words: string;
}
