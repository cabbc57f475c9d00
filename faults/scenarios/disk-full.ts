import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { Environment } from "../environment.ts";
import type { ScriptedResident } from "../resident.ts";
import { type Outcome, type Scenario, type Trial, withViolations } from "../scenario.ts";

const run = promisify(execFile);
/** Room for some 150 events. */
const diskKb = 64;
const residentCount = 16;
const messagesEach = 24;
const maxReplyMs = 60_000;
const maxRefusalMs = 30_000;
const lateCopyMs = 5_000;
const metricsToken = "token of the fault tests";

/** The disk of the journal has no room left. */
export const diskScenarios: readonly Scenario[] = [
  { name: "disk-full", replicas: 1, run: fillDisk },
];

/**
 * Redis is stopped until the journal's disk is full and webhooks are refused, which the platform delivers again. When Redis
 * is back, everything is answered once and in order, the journal is empty, and nothing comes again after a restart, even
 * if Redis has lost the marks of what was seen.
 */
async function fillDisk(trial: Trial): Promise<Outcome> {
  const disk = await mountDisk();
  const { environment } = trial;
  try {
    const settings = { DATA_DIR: disk, METRICS_TOKEN: metricsToken };
    await environment.startService(1, { settings });
    const residents = await trial.createGreetedResidents(residentCount);
    await environment.redis.shutdown();
    const writing = residents.map((resident) => writeMany(resident));
    const wasRefused = await waitForRefusal(environment);
    await environment.redis.start();
    const returnedAt = Date.now();
    await Promise.all(writing);
    await Promise.all(residents.map((resident) => resident.waitForReplies(maxReplyMs)));
    const left = (await readdir(join(disk, "journal"))).filter((file) => file.endsWith(".journal"));

    await restartWithoutMarks(environment);
    await pause(lateCopyMs);
    const outcome = trial.outcomeOf(residents, { liftedAt: [returnedAt] });
    return withViolations(outcome, [
      wasRefused ? null : "the disk did not fill up, so that nothing was tried",
      left.length > 0 ? `the journal still holds ${left.join(", ")}` : null,
    ]);
  } finally {
    await environment.killService();
    await run("umount", ["--lazy", disk]);
    await rm(disk, { recursive: true, force: true });
  }
}

async function mountDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-full-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${diskKb}k`, "none", folder]);
  } catch (cause) {
    throw new Error("A small disk cannot be mounted: run this fault as root.", { cause });
  }
  return folder;
}

/** Waits for no replies, because none can come. A message that is refused is delivered again. */
async function writeMany(resident: ScriptedResident): Promise<void> {
  for (let n = 0; n < messagesEach; n += 1) await resident.deliver(resident.nextWebhook());
}

async function waitForRefusal({ replicas }: Environment): Promise<boolean> {
  const giveUpAt = Date.now() + maxRefusalMs;
  while (Date.now() < giveUpAt) {
    const answer = await fetch(`http://127.0.0.1:${replicas[0]?.port}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}` },
    });
    if (/huong_dan_events_total\{[^}]*result="refused"[^}]*\} [1-9]/.test(await answer.text())) {
      return true;
    }
    await pause(100);
  }
  return false;
}

async function restartWithoutMarks(environment: Environment): Promise<void> {
  const [replica] = environment.replicas;
  if (replica === undefined) throw new Error("There is no replica.");
  replica.program.signal("SIGKILL");
  await replica.program.ended;
  await environment.withRedis(async (redis) => {
    const keys = (await redis.keys("*")).filter((key) => key.includes(":seen:"));
    if (keys.length > 0) await redis.del(...keys);
  });
  await environment.restart(replica);
}
