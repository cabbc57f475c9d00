import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  findProgram,
  freePort,
  type PrivateServer,
  startServer,
  stopServer,
} from "../../test/servers/private-server.ts";

/** A Redis that can be taken away and given back at the same address. */
export interface DurableRedis extends PrivateServer {
  readonly port: number;
  /** Ends it as an operator would; its file is kept. */
  shutdown(): Promise<void>;
  start(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** A Redis as `docker-compose.yml` runs it: append-only file synced every second, nothing evicted. */
export async function startDurableRedis(): Promise<DurableRedis> {
  const program = findProgram("redis-server");
  if (program === null) throw new Error("redis-server is not installed.");
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-durable-redis-"));
  const port = await freePort();
  const command = [
    ...[program, "--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""],
    ...["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"],
    ...["--auto-aof-rewrite-min-size", "256mb"],
  ];
  const start = () => startServer(command, { ready: "Ready to accept connections", cwd: folder });
  let server = await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => {
      server.kill(name);
    },
    start: async () => {
      server = await start();
    },
    shutdown: () => stopServer(server, "SIGTERM"),
    stop: async () => {
      server.kill("SIGCONT");
      await stopServer(server, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
