/** Where the token pair of an account is kept. Fulfilled by the database. */
export interface TokenStore {
  read(account: string): Promise<KeptTokens | null>;
  /** Keeps a pair that an operator gave, where none is kept or another seed made it. Ends any lease. */
  seed(account: string, tokens: SeededTokens): Promise<void>;
  /**
   * Gives `owner` the refresh of this version for `ms`, unless another holds it. By the database's own clock,
   * so that replicas need not agree on the time.
   */
  takeLease(account: string, lease: TokenLease): Promise<boolean>;
  /** Keeps a refreshed pair over `version` and ends the lease. False: a newer one is there already. */
  replace(account: string, version: number, tokens: NewTokens): Promise<boolean>;
  /** The pair of `version` can't be refreshed any more; ends the lease. Only the lease's owner may say so. */
  markBroken(account: string, lease: Omit<TokenLease, "ms">, fault: TokenFault): Promise<void>;
}

export interface NewTokens {
  readonly sealed: string;
  readonly obtainedAt: Date;
  readonly refreshAt: Date;
}

export interface SeededTokens extends NewTokens {
  /** Tells one seed from another without keeping it. */
  readonly seedHash: string;
}

export interface KeptTokens extends SeededTokens {
  /** Grows with every pair. */
  readonly version: number;
  readonly fault: TokenFault | null;
}

export interface TokenFault {
  readonly at: Date;
  readonly reason: string;
}

export interface TokenLease {
  readonly owner: string;
  readonly version: number;
  readonly ms: number;
}
