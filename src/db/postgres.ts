import { Kysely, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from "kysely";
import { Pool, types } from "pg";
import type { OpenDriver } from "./driver.ts";
import { nameStatements } from "./prepared-statements.ts";
import type { Tables } from "./schema.ts";
import { assertOutsideTransaction } from "./transaction.ts";

const maxConnections = 10;
const maxJobConnections = 4;
const connectTimeoutMs = 5_000;
/** Longer than any statement of the service takes, so that a stuck one ends and releases its connection. */
const statementTimeoutMs = 60_000;
const dateType = 1082;
const bigintType = 20;

/** PostgreSQL refused the connection. The message contains the address, never the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
  /** The message for operators, without a stack trace. */
  readonly report: string;

  constructor(databaseUrl: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `DATABASE_URL: PostgreSQL at ${new URL(databaseUrl).host} refuses us${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

/** Connects to a PostgreSQL server. `onError` gets the errors of connections that were lost while idle. */
export async function openPostgres(
  databaseUrl: string,
  onError: (error: Error) => void,
): Promise<OpenDriver> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: "huong-dan",
    types: { getTypeParser },
  });
  pool.on("error", onError);
  pool.on("connect", nameStatements);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new DatabaseUnreachableError(databaseUrl, error);
  }
  const db = new Kysely<Tables>({ dialect: new GuardedDialect({ pool }) });
  return {
    kind: "postgres",
    db,
    bossOptions: {
      connectionString: databaseUrl,
      max: maxJobConnections,
      application_name: "huong-dan-jobs",
    },
    close: () => db.destroy(),
  };
}

/** Reads bigint as a number and date as YYYY-MM-DD, like the embedded database. */
const getTypeParser: typeof types.getTypeParser = (type: number, format?: "text" | "binary") => {
  if (type === bigintType) return Number;
  if (type === dateType) return String;
  return types.getTypeParser(type, format);
};

class GuardedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new GuardedDriver(this.#config);
  }
}

class GuardedDriver extends PostgresDriver {
  override async acquireConnection(...args: Parameters<PostgresDriver["acquireConnection"]>) {
    assertOutsideTransaction("The outer database was used");
    return super.acquireConnection(...args);
  }
}
