import type { Kysely } from "kysely";
import type { ConstructorOptions } from "pg-boss";
import type { Tables } from "./schema.ts";

/** An open database, not migrated yet: PostgreSQL or the embedded one. */
export interface OpenDriver {
  readonly kind: "postgres" | "embedded";
  /** Which database it is, for operators: with its address and without credentials. */
  readonly server: string;
  readonly db: Kysely<Tables>;
  /** The options with which pg-boss uses the same database. */
  readonly bossOptions: ConstructorOptions;
  close(): Promise<void>;
}
