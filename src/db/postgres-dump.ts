import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";

/** A program of PostgreSQL is missing, too old, or failed. */
export class PostgresToolError extends Error {
  override readonly name = "PostgresToolError";
  /** The message for operators, without a stack trace. The programs never print a password. */
  readonly report: string;

  constructor(program: string, reason: string) {
    const report = `${program}: ${reason}`;
    super(report);
    this.report = report;
  }
}

const notInstalled =
  "is not installed. It comes with Debian's package postgresql-client, in the version of the server or newer";
const maxMessageLength = 2_000;
/** Everything of the service is in these two schemas. */
const schemas = ["public", "pgboss"];
/** Who owns and may use what belongs to the server that it is restored on. */
const portable = ["--no-owner", "--no-privileges"];

/**
 * Writes one consistent snapshot of the database to a new file with pg_dump, while the service goes on. Throws PostgresToolError.
 */
export async function dumpPostgres(databaseUrl: string, file: string): Promise<void> {
  const included = schemas.map((schema) => `--schema=${schema}`);
  await runTool("pg_dump", ["--format=custom", ...portable, ...included, `--file=${file}`], {
    databaseUrl,
  });
}

/**
 * Replaces the content of the database by that of the file, in one transaction: after a failure everything is as before. Throws
 * PostgresToolError.
 */
export async function restorePostgres(databaseUrl: string, file: string): Promise<void> {
  const quietly = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"];
  const psql = start("psql", quietly, { databaseUrl });
  const restore = start("pg_restore", [...portable, "--file=-", file], {});
  const [psqlFailure, restoreFailure] = [failureOf(psql), failureOf(restore)];
  const drops = schemas.map((schema) => `drop schema if exists ${schema} cascade;`).join(" ");
  psql.stdin.on("error", ignoreClosed);
  psql.stdin.write(`begin; set client_min_messages = warning; ${drops}\n`);
  await pipeline(restore.stdout, psql.stdin, { end: false }).catch(ignoreClosed);
  // Without the commit psql's end rolls everything back.
  if ((await restoreFailure) === null) psql.stdin.write("\ncommit;\n");
  psql.stdin.end();
  // If psql refuses a statement, pg_restore fails too, because nobody reads it any more.
  const failure = (await psqlFailure) ?? (await restoreFailure);
  if (failure !== null) throw failure;
}

/** A program that ended early closes its input. Its exit code and its message say why. */
function ignoreClosed(): void {}

interface ToolOptions {
  readonly databaseUrl?: string;
}

async function runTool(
  program: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<void> {
  const child = start(program, args, options);
  child.stdin.on("error", ignoreClosed).end();
  const failure = await failureOf(child);
  if (failure !== null) throw failure;
}

function start(program: string, args: readonly string[], { databaseUrl }: ToolOptions) {
  const connection = databaseUrl === undefined ? {} : connectionOf(databaseUrl);
  return spawn(program, args, { env: { ...process.env, ...connection } });
}

/** In the environment, because every user of the machine sees the arguments of a process. */
function connectionOf(databaseUrl: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const given = {
    PGHOST: searchParams.get("host") ?? hostname,
    PGPORT: searchParams.get("port") ?? port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get("sslmode") ?? "",
    PGSSLROOTCERT: searchParams.get("sslrootcert") ?? "",
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

/** Resolves when the program has ended, with null if it succeeded. Never rejects. */
async function failureOf(child: ReturnType<typeof start>): Promise<PostgresToolError | null> {
  const program = child.spawnfile;
  const { promise: ended, resolve } = Promise.withResolvers<PostgresToolError | null>();
  let message = "";
  child.stderr.on("data", (chunk: Buffer) => {
    message = `${message}${chunk.toString()}`.slice(-maxMessageLength);
  });
  child.once("error", (error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? notInstalled : error.message;
    resolve(new PostgresToolError(program, reason));
  });
  child.once("close", (code) => {
    const reason = message.trim() || `ended with ${code}`;
    resolve(code === 0 ? null : new PostgresToolError(program, reason));
  });
  return ended;
}
