import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** What the README promises of a start with embedded defaults. */
export const startBudget = { firstMs: 10_000, laterMs: 3_000 };

const giveUpMs = 60_000;
const pollMs = 20;

/** Milliseconds from `npm start` to a ready service, on an empty data folder and then on the same one. */
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
  const began = performance.now();
  const service = spawn("npm", ["start", "--silent"], {
    env: { ...withoutServers(), PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  try {
    await answers(`http://127.0.0.1:${port}/health/ready`);
    return performance.now() - began;
  } finally {
    if (service.pid !== undefined) await endGroup(service.pid);
  }
}

/** npm ends at once and the service behind it a moment later: the folder is free only after both. */
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

async function answers(url: string): Promise<void> {
  const giveUpAt = performance.now() + giveUpMs;
  while (performance.now() < giveUpAt) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(pollMs);
  }
  throw new Error(`${url} did not answer within ${giveUpMs} ms.`);
}

/** The embedded defaults are what is measured. */
function withoutServers(): NodeJS.ProcessEnv {
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...rest } = process.env;
  return rest;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}
