/** How often a subject was tried in the window that runs now. The subject is a keyed hash: no name, address or resident. */
export interface AttemptCountTable {
  readonly subject: string;
  /** A kind of `src/security/attempt-limits.ts`. */
  readonly kind: string;
  /** The attempts that were judged and not right. */
  readonly count: number;
  readonly ends_at: Date;
}

/** Where an owner has proved to be themselves before. The subject is a keyed hash of the owner and their address. */
export interface KnownClientTable {
  readonly subject: string;
  readonly ends_at: Date;
}
