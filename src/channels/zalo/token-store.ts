/** Stores the token pair of each account. The database implements it. */
export interface TokenStore {
  read(account: string): Promise<StoredTokens | null>;
  /** Stores a pair that an operator gave, unless the stored one was made from the same seed. Ends any lease. */
  seed(account: string, tokens: SeededTokens): Promise<void>;
  /**
   * Gives `owner` the refresh of this version for `ms` milliseconds, unless another holds it. The database's clock
   * decides, so that replicas need not agree on the time.
   */
  takeLease(account: string, lease: TokenLease): Promise<boolean>;
  /** Replaces `version` by a refreshed pair and ends the lease. Returns false if a newer pair is stored already. */
  replace(account: string, version: number, tokens: NewTokens): Promise<boolean>;
  /** Marks the pair of `version` as one that cannot be refreshed; ends the lease. Only the lease's owner may do so. */
  markBroken(account: string, lease: Omit<TokenLease, "ms">, fault: TokenFault): Promise<void>;
}

export interface NewTokens {
  readonly sealed: string;
  readonly obtainedAt: Date;
  readonly refreshAt: Date;
}

interface SeededTokens extends NewTokens {
  /** Tells one seed from another without storing it. */
  readonly seedHash: string;
}

export interface StoredTokens extends SeededTokens {
  /** Grows with every pair. */
  readonly version: number;
  readonly fault: TokenFault | null;
}

interface TokenFault {
  readonly at: Date;
  readonly reason: string;
}

interface TokenLease {
  readonly owner: string;
  readonly version: number;
  readonly ms: number;
}
