import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  findProgram,
  freePort,
  type PrivateServer,
  startServer,
  stopServer,
} from "./private-server.ts";

/** More databases than jest has workers. Each worker uses the database with its own number. */
const databases = "64";

/** Returns the command of a Redis server without persistence. */
export function redisCommand(program: string, port: number, folder: string): string[] {
  const address = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
  return [program, ...address, "--save", "", "--appendonly", "no"];
}

/** Starts a Redis without persistence. Returns null if redis-server is not installed. */
export async function startRedis(): Promise<PrivateServer | null> {
  const program = findProgram("redis-server");
  if (program === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-redis-"));
  const port = await freePort();
  const command = [...redisCommand(program, port, folder), "--databases", databases];
  const server = await startServer(command, { ready: "Ready to accept connections", cwd: folder });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await stopServer(server, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
