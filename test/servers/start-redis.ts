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

/** More than jest has workers: each takes the database of its own number. */
const databases = "64";

/** A Redis that keeps nothing on disk; null where redis-server is not installed. */
export async function startRedis(): Promise<PrivateServer | null> {
  const program = findProgram("redis-server");
  if (program === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-redis-"));
  const port = await freePort();
  const command = [
    ...[program, "--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder],
    ...["--save", "", "--appendonly", "no", "--databases", databases],
  ];
  const server = await startServer(command, { ready: "Ready to accept connections", cwd: folder });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await stopServer(server, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
