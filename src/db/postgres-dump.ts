import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
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
  const psql = start(
    "psql",
    ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"],
    {
      databaseUrl,
    },
  );
  const restore = start("pg_restore", [...portable, "--file=-", file], {});
  const [psqlError, restoreError] = [text(psql.stderr), text(restore.stderr)];
  const ended = Promise.all([exitOf(psql), exitOf(restore)]);
  const drops = schemas.map((schema) => `drop schema if exists ${schema} cascade;`).join(" ");
  psql.stdin.on("error", () => {
    // psql ended early: its exit code and its message say why.
  });
  psql.stdin.write(`begin; set client_min_messages = warning; ${drops}\n`);
  await pipeline(restore.stdout, psql.stdin, { end: false }).catch(() => {
    // As above: the exit codes decide.
  });
  const restoreCode = await exitOf(restore);
  // Without the commit psql's end rolls everything back.
  if (restoreCode === 0) psql.stdin.write("\ncommit;\n");
  psql.stdin.end();
  const [psqlCode] = await ended;
  if (restoreCode !== 0) throw new PostgresToolError("pg_restore", await restoreError);
  if (psqlCode !== 0) throw new PostgresToolError("psql", await psqlError);
}

interface ToolOptions {
  readonly databaseUrl?: string;
}

async function runTool(
  program: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<void> {
  const child = start(program, args, options);
  child.stdin.end();
  const [code, message] = await Promise.all([exitOf(child), text(child.stderr)]);
  if (code !== 0) throw new PostgresToolError(program, message.trim() || `ended with ${code}`);
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

/** Resolves with the exit code. Throws PostgresToolError if the program cannot be started. */
async function exitOf(child: ReturnType<typeof start>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  try {
    const [code] = await once(child, "close");
    return code;
  } catch (error) {
    const isMissing = Error.isError(error) && "code" in error && error.code === "ENOENT";
    const reason = isMissing
      ? "is not installed. It comes with Debian's package postgresql-client, in the version of the server or newer"
      : String(error);
    throw new PostgresToolError(child.spawnfile, reason);
  }
}
