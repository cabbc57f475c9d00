import type { Kysely } from "kysely";
import type { ConstructorOptions } from "pg-boss";
import type { Tables } from "./schema.ts";

/** The connections of the service's own pool. */
export interface ConnectionCounts {
  readonly max: number;
  readonly busy: number;
  readonly idle: number;
  /** Statements that wait for a free connection. */
  readonly waiting: number;
}

/** An open database, not migrated yet: PostgreSQL or the embedded one. */
export interface OpenDriver {
  readonly kind: "postgres" | "embedded";
  /** Which database it is, for operators: with its address and without credentials. */
  readonly server: string;
  readonly db: Kysely<Tables>;
  /** The options with which pg-boss uses the same database. */
  readonly bossOptions: ConstructorOptions;
  /** null for the embedded database, which has a single connection. */
  connections(): ConnectionCounts | null;
  close(): Promise<void>;
}
