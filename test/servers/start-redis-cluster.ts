import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import {
  findProgram,
  freePort,
  type PrivateServer,
  startServer,
  stopServer,
} from "./private-server.ts";
import { redisCommand } from "./start-redis.ts";

/** A node's bus listens 10,000 ports above its own port. */
const maxPort = 55_535;
const slotRanges = [
  [0, 5460],
  [5461, 10_922],
  [10_923, 16_383],
] as const;
const readyTimeoutMs = 20_000;

interface Node {
  readonly port: number;
  readonly admin: Redis;
  stop(): Promise<void>;
}

/**
 * Starts a cluster of three nodes without replicas and without persistence.
 * Returns null if redis-server is not installed.
 */
export async function startRedisCluster(): Promise<PrivateServer | null> {
  const program = findProgram("redis-server");
  if (program === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-cluster-"));
  const nodes = await Promise.all(slotRanges.map(() => startNode(program, folder)));
  const [first] = nodes;
  if (first === undefined) throw new TypeError("a cluster has nodes");
  await Promise.all(
    nodes.map(async ({ admin }, index) => {
      const [from, to] = slotRanges[index] ?? [0, 0];
      await admin.cluster("ADDSLOTSRANGE", from, to);
      await admin.cluster("SET-CONFIG-EPOCH", index + 1);
    }),
  );
  for (const { port } of nodes.slice(1)) await first.admin.cluster("MEET", "127.0.0.1", port);
  await Promise.all(nodes.map(untilReady));
  return {
    url: `redis://127.0.0.1:${first.port}`,
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(program: string, parent: string): Promise<Node> {
  const folder = await mkdtemp(join(parent, "node-"));
  const port = await freeBusPort();
  const command = [
    ...redisCommand(program, port, folder),
    "--cluster-enabled",
    "yes",
    "--cluster-config-file",
    "nodes.conf",
  ];
  const server = await startServer(command, { ready: "Ready to accept connections", cwd: folder });
  // ioredis does not consider a node without slots ready.
  const admin = new Redis(port, "127.0.0.1", { enableReadyCheck: false });
  return {
    port,
    admin,
    stop: async () => {
      admin.disconnect();
      await stopServer(server, "SIGTERM");
    },
  };
}

async function freeBusPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port <= maxPort) return port;
  }
}

async function untilReady({ admin }: Node): Promise<void> {
  const wanted = ["cluster_state:ok", "cluster_slots_ok:16384", "cluster_known_nodes:3"];
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    const info = String(await admin.cluster("INFO"));
    if (wanted.every((line) => info.includes(line))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the cluster was not ready in time");
}
