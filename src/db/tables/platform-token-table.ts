/** The sealed token pair of an account on a platform, and the lease of the replica that is refreshing it. */
export interface PlatformTokenTable {
  readonly channel: string;
  readonly account: string;
  readonly sealed: string;
  /** Hash of the refresh token that an operator configured. */
  readonly seed_hash: string;
  readonly version: number;
  readonly obtained_at: Date;
  readonly refresh_at: Date;
  readonly fault: string | null;
  readonly fault_at: Date | null;
  readonly lease_owner: string | null;
  readonly lease_until: Date | null;
}
