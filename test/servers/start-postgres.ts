import { execFile } from "node:child_process";
import { chown, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  findProgram,
  freePort,
  type PrivateServer,
  startServer,
  stopServer,
} from "./private-server.ts";

const run = promisify(execFile);
/** Debian's folder of the server's programs, which is not on PATH. */
const debianFolder = "/usr/lib/postgresql";

/** Starts a PostgreSQL server without fsync. Returns null if PostgreSQL is not installed. */
export async function startPostgres(): Promise<PrivateServer | null> {
  const folders = await debianVersions();
  const initdb = findProgram("initdb", folders) ?? findProgram("initdb");
  const postgres = findProgram("postgres", folders) ?? findProgram("postgres");
  const account = await serverAccount();
  if (initdb === null || postgres === null || account === null) return null;

  const folder = await mkdtemp(join(tmpdir(), "huong-dan-postgres-"));
  if (account.owner) await chown(folder, account.owner.uid, account.owner.gid);
  const data = join(folder, "data");
  const user = ["-U", "postgres", "--auth=trust"];
  const encoding = ["-E", "UTF8", "--locale=C.UTF-8"];
  const withoutSync = "-N";
  const init = [...account.become, initdb, "-D", data, ...user, ...encoding, withoutSync];
  const [program = "", ...args] = init;
  await run(program, args, { cwd: folder });

  const port = await freePort();
  const address = ["-p", `${port}`, "-h", "127.0.0.1", "-k", folder];
  const settings = ["-c", "fsync=off", "-c", "max_connections=200"];
  const server = await startServer(
    [...account.become, postgres, "-D", data, ...address, ...settings],
    { ready: "ready to accept connections", cwd: folder },
  );
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      // SIGQUIT is PostgreSQL's immediate stop.
      await stopServer(server, "SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface ServerAccount {
  /** Prefix of a command that runs as the server's user. */
  readonly become: readonly string[];
  /** null: the user of this process. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

/**
 * Returns the account that runs the server. PostgreSQL refuses to run as root, so root uses Debian's
 * user postgres. Returns null if that does not exist.
 */
async function serverAccount(): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return { become: [], owner: null };
  const setpriv = findProgram("setpriv");
  const users = await readFile("/etc/passwd", "utf8");
  const match = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users);
  if (setpriv === null || match === null) return null;
  const become = [setpriv, "--reuid=postgres", "--regid=postgres", "--init-groups"];
  return { become, owner: { uid: Number(match[1]), gid: Number(match[2]) } };
}

/** Returns the program folders of the installed versions, the newest first. */
async function debianVersions(): Promise<string[]> {
  const versions = await readdir(debianFolder).catch(() => []);
  return versions
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(debianFolder, version, "bin"));
}
