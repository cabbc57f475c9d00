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

/** A Redis that can be stopped and started again at the same address. */
export interface DurableRedis extends PrivateServer {
  readonly port: number;
  /** Ends it as an operator would. Its append-only file is kept. */
  shutdown(): Promise<void>;
  start(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** Starts a Redis as `docker-compose.yml` runs it: append-only file synced every second, nothing evicted. */
export async function startDurableRedis(): Promise<DurableRedis> {
  const program = findProgram("redis-server");
  if (program === null) throw new Error("redis-server is not installed.");
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-durable-redis-"));
  const port = await freePort();
  const options = {
    port,
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "yes",
    appendfsync: "everysec",
    "maxmemory-policy": "noeviction",
    "auto-aof-rewrite-min-size": "256mb",
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const command = [program, ...flags];
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
