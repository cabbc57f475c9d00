import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

const readyTimeoutMs = 20_000;

/** A server that only this test run uses. */
export interface PrivateServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Returns the full path of a program in the given folders, or null if none contains it. */
export function findProgram(name: string, folders = searchPath()): string | null {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Returns a TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return address.port;
}

/** Starts a program that ends with this process. Resolves once its output contains `ready`. */
export async function startServer(
  command: readonly string[],
  options: { readonly ready: string; readonly cwd: string },
): Promise<ChildProcess> {
  const [program = "", ...args] = [...endWithParent(), ...command];
  const server = spawn(program, args, { cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (why: string) => reject(new Error(`${command.join(" ")} ${why}:\n${output}`));
  const timer = setTimeout(() => fail("was not ready in time"), readyTimeoutMs);
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes(options.ready)) resolve();
  };
  server.stdout.on("data", read);
  server.stderr.on("data", read);
  server.once("error", (error) => fail(error.message));
  server.once("exit", (code) => fail(`ended with ${code}`));
  try {
    await promise;
    return server;
  } catch (error) {
    server.kill("SIGKILL");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export async function stopServer(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill(signal);
  await ended;
}

/** Lets the kernel end the server if the test run is killed. Needs `setpriv`; without it, does nothing. */
function endWithParent(): string[] {
  const setpriv = findProgram("setpriv");
  return setpriv === null ? [] : [setpriv, "--pdeathsig", "QUIT"];
}

function searchPath(): string[] {
  return [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
}
