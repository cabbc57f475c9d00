import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** What identifies the state of a database to its backup. */
export interface Inventory {
  /** Such as 15.8. */
  readonly serverVersion: string;
  /** The migrations that have run, in their order. */
  readonly migrations: readonly string[];
  /** Rows of the tables whose loss residents would notice most. */
  readonly rows: Readonly<Record<"dossiers" | "followers" | "consents", number>>;
}

export async function readInventory(db: DbHandle): Promise<Inventory> {
  const { rows } = await sql<{
    version: string;
    dossiers: number;
    followers: number;
    consents: number;
  }>`
    select current_setting('server_version') as version,
      (select count(*)::int from dossier) as dossiers,
      (select count(*)::int from follower) as followers,
      (select count(*)::int from consent) as consents
  `.execute(db);
  const migrations = await sql<{ name: string }>`
    select name from ${sql.table("kysely_migration")} order by name`.execute(db);
  const { version = "", dossiers = 0, followers = 0, consents = 0 } = rows[0] ?? {};
  return {
    serverVersion: version,
    migrations: migrations.rows.map(({ name }) => name),
    rows: { dossiers, followers, consents },
  };
}

/** Returns whether the database holds any table. */
export async function hasTables(db: DbHandle): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from information_schema.tables
      where table_schema in ('public', 'pgboss')) as found`.execute(db);
  return rows[0]?.found === true;
}

/** Returns how many other processes of the service are connected. */
export async function countOtherServices(db: DbHandle): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name like 'huong-dan%'
      and pid <> pg_backend_pid()`.execute(db);
  return rows[0]?.count ?? 0;
}
