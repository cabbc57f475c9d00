import type { DatabaseConnection } from "kysely";

/** The database cannot be reached, or cannot write. Nothing of the statement's transaction is stored. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  readonly code = "DATABASE_UNAVAILABLE";
  readonly statusCode = 503;
  /** Which database, with its address and without credentials. */
  readonly server: string;

  constructor(server: string, cause: unknown) {
    super(`${server} is not available`, { cause });
    this.server = server;
  }
}

/**
 * Classes and codes of SQLSTATE that say nothing about the statement: connection, resources (disk full), shutdown,
 * errors of the system, a server that only reads, a statement that ran into its time limit.
 */
const unavailableStates = /^(?:08|53|58)|^57P0|^(?:25006|57014)$/;

const networkCodes: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** What `pg` and `pg-pool` throw without a code when a connection is lost. */
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect)/;

/** Returns the error as DatabaseUnavailableError if the database is at fault and not the statement. */
export function toUnavailableError(error: unknown, server: string): unknown {
  return isUnavailable(error) ? new DatabaseUnavailableError(server, error) : error;
}

function isUnavailable(error: unknown): boolean {
  if (!Error.isError(error) || error instanceof DatabaseUnavailableError) return false;
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string") return networkCodes.has(code) || unavailableStates.test(code);
  return lostConnection.test(error.message);
}

const watched = new WeakSet<DatabaseConnection>();

/** Makes the statements of this connection reject with DatabaseUnavailableError. It changes a connection only once. */
export function reportUnavailability(
  connection: DatabaseConnection,
  server: string,
): DatabaseConnection {
  if (watched.has(connection)) return connection;
  watched.add(connection);
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(...query: Parameters<typeof execute>) => {
    try {
      return await execute<Row>(...query);
    } catch (error) {
      throw toUnavailableError(error, server);
    }
  };
  return connection;
}
