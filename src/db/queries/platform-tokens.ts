import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { PlatformTokenTable } from "../tables/platform-token-table.ts";

/** A stored token pair. The pair itself is sealed before it gets here. */
export interface StoredTokenPair {
  readonly sealed: string;
  readonly seedHash: string;
  readonly version: number;
  readonly obtainedAt: Date;
  readonly refreshAt: Date;
  readonly fault: { readonly at: Date; readonly reason: string } | null;
}

type NewPair = Pick<StoredTokenPair, "sealed" | "obtainedAt" | "refreshAt">;

const noLease = { lease_owner: null, lease_until: null };
const noFault = { fault: null, fault_at: null };

/**
 * Stores the token pairs of one channel. Each statement stands alone, so that no transaction is open while the platform is
 * called. Leases use the database's clock.
 */
export function createPlatformTokenStore(db: DbHandle, channel: string) {
  const rowOf = (account: string, version: number) =>
    db
      .updateTable("platform_token")
      .where("channel", "=", channel)
      .where("account", "=", account)
      .where("version", "=", version);

  return {
    async read(account: string): Promise<StoredTokenPair | null> {
      const row = await db
        .selectFrom("platform_token")
        .selectAll()
        .where("channel", "=", channel)
        .where("account", "=", account)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    /** Stores the pair if there is none yet, or if the stored one comes from another seed. */
    async seed(account: string, pair: NewPair & Pick<StoredTokenPair, "seedHash">): Promise<void> {
      const values = { ...toRow(pair), seed_hash: pair.seedHash };
      await db
        .insertInto("platform_token")
        .values({ channel, account, version: 1, ...values, ...noFault, ...noLease })
        .onConflict((conflict) =>
          conflict
            .columns(["channel", "account"])
            .doUpdateSet({
              ...values,
              ...noFault,
              ...noLease,
              version: sql`platform_token.version + 1`,
            })
            .where("platform_token.seed_hash", "<>", pair.seedHash),
        )
        .execute();
    },

    async takeLease(
      account: string,
      { owner, version, ms }: { owner: string; version: number; ms: number },
    ): Promise<boolean> {
      const [taken] = await rowOf(account, version)
        .where((row) =>
          row.or([row("lease_until", "is", null), row("lease_until", "<=", sql<Date>`now()`)]),
        )
        .set({
          lease_owner: owner,
          lease_until: sql<Date>`now() + ${ms} * interval '1 millisecond'`,
        })
        .execute();
      return Number(taken?.numUpdatedRows ?? 0) === 1;
    },

    /** Replaces the pair even if the lease has run out: a refresh makes the old pair invalid, so that only the new one works. */
    async replace(account: string, version: number, pair: NewPair): Promise<boolean> {
      const [replaced] = await rowOf(account, version)
        .set({ ...toRow(pair), ...noFault, ...noLease, version: version + 1 })
        .execute();
      return Number(replaced?.numUpdatedRows ?? 0) === 1;
    },

    async markBroken(
      account: string,
      { owner, version }: { owner: string; version: number },
      fault: { readonly at: Date; readonly reason: string },
    ): Promise<void> {
      await rowOf(account, version)
        .where("lease_owner", "=", owner)
        .set({ fault: fault.reason, fault_at: fault.at, ...noLease })
        .execute();
    },
  };
}

function toRow({ sealed, obtainedAt, refreshAt }: NewPair) {
  return { sealed, obtained_at: obtainedAt, refresh_at: refreshAt };
}

function fromRow(row: PlatformTokenTable): StoredTokenPair {
  const { fault, fault_at: at } = row;
  return {
    sealed: row.sealed,
    seedHash: row.seed_hash,
    version: row.version,
    obtainedAt: row.obtained_at,
    refreshAt: row.refresh_at,
    fault: fault === null || at === null ? null : { at, reason: fault },
  };
}
