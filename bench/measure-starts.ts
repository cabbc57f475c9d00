import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../test/servers/private-server.ts";

const maxStartMs = 60_000;
const pollMs = 20;

/** Returns the milliseconds from `npm start` to a ready service: on an empty data folder, then on the same one. */
export async function measureStarts(later: number): Promise<{ first: number; later: number[] }> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-bench-"));
  try {
    const first = await measureStart(folder);
    const laterStarts: number[] = [];
    for (let round = 0; round < later; round += 1) laterStarts.push(await measureStart(folder));
    return { first, later: laterStarts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const service = spawn("npm", ["start", "--silent"], {
    env: { ...embeddedEnvironment(), PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  try {
    await waitUntilReady(`http://127.0.0.1:${port}/health/ready`);
    return performance.now() - startedAt;
  } finally {
    if (service.pid !== undefined) await endGroup(service.pid);
  }
}

/** Ends npm and the service that it started. The service ends a moment after npm, and the folder is free only then. */
async function endGroup(pid: number): Promise<void> {
  process.kill(-pid, "SIGTERM");
  while (isRunning(-pid)) await pause(pollMs);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitUntilReady(url: string): Promise<void> {
  const giveUpAt = performance.now() + maxStartMs;
  while (performance.now() < giveUpAt) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(pollMs);
  }
  throw new Error(`${url} did not answer within ${maxStartMs} ms.`);
}

/** Returns the environment without the addresses of servers, so that the service uses its embedded defaults. */
function embeddedEnvironment(): NodeJS.ProcessEnv {
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...rest } = process.env;
  return rest;
}
