import type { Kysely } from "kysely";
import type { ConstructorOptions } from "pg-boss";
import type { Tables } from "./schema.ts";

/** One of the two databases, opened, not yet migrated. */
export interface OpenDriver {
  readonly kind: "postgres" | "embedded";
  readonly db: Kysely<Tables>;
  /** How pg-boss reaches the same database. */
  readonly bossOptions: ConstructorOptions;
  close(): Promise<void>;
}
