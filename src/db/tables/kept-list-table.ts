/** A checklist that somebody keeps for 30 days. Nothing in it says who. */
export interface KeptListTable {
  /** The keyed hash of the code in its address: the table alone opens no list. */
  readonly code_hash: string;
  readonly procedure_id: string;
  /** QUESTION:VALUE separated by commas, as the API takes them. */
  readonly answers: string;
  /** null if the province is not known. */
  readonly province_code: string | null;
  /** The help point where the conversation began; null if there was none. */
  readonly point_id: string | null;
  readonly language: string;
  readonly created_at: Date;
}
