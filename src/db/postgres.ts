import { Kysely, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from "kysely";
import { Pool, types } from "pg";
import type { OpenDriver } from "./driver.ts";
import { nameStatements } from "./prepared-statements.ts";
import type { Tables } from "./schema.ts";
import { assertOutsideTransaction } from "./transaction.ts";
import {
  DatabaseUnavailableError,
  reportUnavailability,
  toUnavailableError,
} from "./unavailable.ts";

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

  constructor(databaseUrl: string, variable: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `${variable}: ${serverOf(databaseUrl)} refuses us${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

/** Names the server for operators, without the user and the password of the address. */
function serverOf(databaseUrl: string): string {
  return `PostgreSQL at ${new URL(databaseUrl).host}`;
}

/**
 * Connects to a PostgreSQL server. `onError` gets the errors of connections that were lost while idle; `variable` is the
 * setting that holds the address.
 */
export async function openPostgres(
  databaseUrl: string,
  onError: (error: Error) => void,
  variable = "DATABASE_URL",
): Promise<OpenDriver> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: "huong-dan",
    types: { getTypeParser },
  });
  const server = serverOf(databaseUrl);
  pool.on("error", (error) => onError(new DatabaseUnavailableError(server, error)));
  pool.on("connect", nameStatements);
  // The pool listens to idle connections only. Without a listener of its own, one that is lost in use ends the process.
  pool.on("connect", (client) => client.on("error", ignoreReported));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new DatabaseUnreachableError(databaseUrl, variable, error);
  }
  const db = new Kysely<Tables>({ dialect: new GuardedDialect({ pool }, server) });
  return {
    kind: "postgres",
    server,
    db,
    connections: () => ({
      max: maxConnections,
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
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
  readonly #server: string;

  constructor(config: PostgresDialectConfig, server: string) {
    super(config);
    this.#config = config;
    this.#server = server;
  }

  override createDriver() {
    return new GuardedDriver(this.#config, this.#server);
  }
}

class GuardedDriver extends PostgresDriver {
  readonly #server: string;

  constructor(config: PostgresDialectConfig, server: string) {
    super(config);
    this.#server = server;
  }

  override async acquireConnection(...args: Parameters<PostgresDriver["acquireConnection"]>) {
    assertOutsideTransaction("The outer database was used");
    try {
      return reportUnavailability(await super.acquireConnection(...args), this.#server);
    } catch (error) {
      throw toUnavailableError(error, this.#server);
    }
  }
}

/** The statement that uses the connection rejects with the same error. */
function ignoreReported(): void {}
