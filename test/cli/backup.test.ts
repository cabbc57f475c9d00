import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { startClock } from "../journeys/clock.ts";
import { OnestopSystem, onestopSettings } from "../journeys/onestop-system.ts";
import { openService } from "../journeys/open-service.ts";
import { emptyRedis, zaloAccessToken, zaloSettings } from "../journeys/settings.ts";
import { ZaloResident } from "../journeys/zalo-resident.ts";
import { startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";

const run = promisify(execFile);
const { now } = startClock();
const key = "0123456789abcdef".repeat(4);
const redisUrl = realRedisUrl();
const hasServers = redisUrl !== null && (await freshDatabaseUrl()) !== null;

type Settings = Record<string, string>;
const closing: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function folder(name: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), `huong-dan-${name}-`));
  closing.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Runs a program as `npm run` does, with only these variables. */
async function program(name: "backup" | "restore", args: readonly string[], settings: Settings) {
  const env = { PATH: process.env["PATH"] ?? "", ...settings };
  try {
    const { stdout } = await run(process.execPath, [`src/cli/${name}.ts`, ...args], { env });
    return { code: 0, stdout, stderr: "" };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

async function backUp(parent: string, settings: Settings): Promise<string> {
  const { code, stdout, stderr } = await program("backup", [parent], settings);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n")[0] ?? "";
}

/** A service with its stand-in for Zalo, at a folder of its own. */
async function start(settings: Settings) {
  const standIn = await startZaloStandIn({
    accessToken: zaloAccessToken,
    now: () => now().getTime(),
  });
  const environment = { ...zaloSettings(standIn.url), ...onestopSettings, QUIET_HOURS: "off" };
  const service = await openService({ ...environment, ...settings, LOG_LEVEL: "silent" }, now);
  const system = new OnestopSystem(service, now);
  const close = async () => {
    await service.close();
    await standIn.close();
  };
  return { standIn, service, system, close };
}

type Running = Awaited<ReturnType<typeof start>>;

/** A dossier whose follower was told "Cháu đã ghi nhận": the consent was acknowledged. */
async function follow({ service, standIn, system }: Running, number: number) {
  const code = `000.00.16.H26-251122-${String(number).padStart(4, "0")}`;
  await system.register(code);
  const bac = new ZaloResident(service, standIn, now);
  await bac.say(`theo doi ho so ${code}`, "4 số cuối");
  await bac.say("5678", "ngừng thông báo");
  await bac.say("dong y", "Cháu đã ghi nhận");
  return { code, user: bac.user };
}

/** Follows dossiers until it is stopped. */
function followRepeatedly(running: Running) {
  const acknowledged: { code: string; user: string }[] = [];
  let isStopped = false;
  const work = (async () => {
    for (let number = 1; !isStopped; number += 1) acknowledged.push(await follow(running, number));
  })();
  const stop = async () => {
    isStopped = true;
    await work;
  };
  return { acknowledged, stop };
}

const modes = [
  { mode: "embedded", open: async (): Promise<Settings> => ({}) },
  ...(hasServers
    ? [
        {
          mode: "Redis and PostgreSQL",
          open: async (): Promise<Settings> => {
            await emptyRedis(redisUrl ?? "");
            return { REDIS_URL: redisUrl ?? "", DATABASE_URL: (await freshDatabaseUrl()) ?? "" };
          },
        },
      ]
    : []),
];

describe.each(modes)("backup and restore, $mode", ({ mode, open }) => {
  test("the running service tells the age of the last backup, and nothing before the first one", async () => {
    const token = "metrics-token-1";
    const dataDir = await folder("data");
    const settings = { SECRET_KEY: key, DATA_DIR: dataDir, ...(await open()) };
    const { service, close } = await start({ ...settings, METRICS_TOKEN: token });
    closing.push(close);
    const age = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const { body } = await service.app.inject({ url: "/metrics", headers });
      return /^huong_dan_backup_age_seconds (\S+)$/m.exec(body)?.[1];
    };
    expect(await age()).toBeUndefined();
    const backups = await folder("backups");
    const noFolder = join(backups, "a-file");
    await writeFile(noFolder, "");
    expect((await program("backup", [noFolder], settings)).code).not.toBe(0);
    expect(await age()).toBeUndefined();
    await backUp(backups, settings);
    // The program's clock is the machine's, and the service's that of the tests.
    expect(await age()).toBe("0");
    const record = join(dataDir, "last-backup");
    await writeFile(record, new Date(now().getTime() - 7_200_000).toISOString());
    expect(Math.round(Number(await age()) / 60)).toBe(120);
    await writeFile(record, "not a time");
    expect(await age()).toBeUndefined();
  }, 120_000);

  test("every dossier, follower and consent that was acknowledged before the backup began is there after a loss of everything", async () => {
    const before = { SECRET_KEY: key, DATA_DIR: await folder("lost"), ...(await open()) };
    const first = await start(before);
    const load = followRepeatedly(first);
    while (load.acknowledged.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    const due = [...load.acknowledged];
    const backup = await backUp(await folder("backups"), before);
    await load.stop();
    expect(load.acknowledged.length).toBeGreaterThan(due.length);
    await first.close();

    // The disk, Redis and PostgreSQL are gone; the backup and the key, kept elsewhere, are what is left.
    const after = { SECRET_KEY: key, DATA_DIR: await folder("new"), ...(await open()) };
    const { code, stdout, stderr } = await program("restore", [backup], after);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, dossiers, followers] = /(\d+) dossiers, (\d+) followers/.exec(stdout) ?? [];
    expect(Number(dossiers)).toBeGreaterThanOrEqual(due.length);
    expect(Number(followers)).toBeGreaterThanOrEqual(due.length);

    const second = await start(after);
    closing.push(second.close);
    for (const { code, user } of due) {
      await second.system.step(code, "5", "Thiếu bản chính");
      const told = async () => second.standIn.ledger.entries.filter((entry) => entry.user === user);
      const deadline = performance.now() + 10_000;
      while (!(await told()).some(({ text }) => text.includes("Yêu cầu bổ sung giấy tờ"))) {
        if (performance.now() > deadline) throw new Error(`the follower of ${code} hears nothing`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }, 120_000);

  test("a backup holds no key and no unsealed phone number; a restore refuses another key, a changed file and a target that is not empty", async () => {
    const settings = { SECRET_KEY: key, DATA_DIR: await folder("data"), ...(await open()) };
    const running = await start(settings);
    await follow(running, 1);
    const backup = await backUp(await folder("backups"), settings);
    const files = await readdir(backup, { recursive: true, withFileTypes: true });
    expect(files.map(({ name }) => name)).not.toContain("secret-key");
    for (const file of files.filter((entry) => entry.isFile())) {
      const content = await readFile(join(file.parentPath, file.name));
      expect(content.includes(key)).toBe(false);
      expect(content.includes("0912345678")).toBe(false);
    }
    if (mode !== "embedded") {
      const whileRunning = await program("restore", [backup, "--replace"], settings);
      expect(whileRunning).toMatchObject({ code: 1 });
      expect(whileRunning.stderr).toContain("The service is running");
    }
    await running.close();

    const otherKey = { ...settings, SECRET_KEY: "another-key".repeat(4) };
    const refused = await program("restore", [backup], otherKey);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain("SECRET_KEY does not hold every key of this backup");
    expect(refused.stderr).toContain("The target is not empty: the database");
    const replaced = await program("restore", [backup, "--replace"], settings);
    expect(replaced).toMatchObject({ code: 0, stderr: "" });
    expect(replaced.stdout).toContain("1 dossiers, 1 followers");

    const file = mode === "embedded" ? "database/PG_VERSION" : "postgres.dump";
    await appendFile(join(backup, file), "x");
    const changed = await program("restore", [backup, "--replace"], settings);
    expect(changed.stderr).toContain(`${file}: was changed`);
    await rm(join(backup, "manifest.json"));
    const unfinished = await program("restore", [backup, "--replace"], settings);
    expect(unfinished.stderr).toContain("the backup was not finished");
  }, 120_000);
});

test("a missing pg_dump is named, with the package that brings it", async () => {
  const { dumpPostgres } = await import("../../src/db/postgres-dump.ts");
  const path = process.env["PATH"];
  process.env["PATH"] = await folder("empty");
  try {
    await expect(dumpPostgres("postgres://localhost/x", "/dev/null")).rejects.toMatchObject({
      report: expect.stringMatching(/^pg_dump: is not installed.*postgresql-client/),
    });
  } finally {
    process.env["PATH"] = path;
  }
});

if (hasServers) {
  test("a restore into Redis brings back only what has not expired", async () => {
    await emptyRedis(redisUrl ?? "");
    const redis = new Redis(redisUrl ?? "");
    closing.push(() => redis.quit());
    await redis.set("{s01}:seen:1", "1", "PX", 400);
    await redis.set("{s01}:seen:2", "1", "EX", 600);
    await redis.set("not-ours", "1");
    const { dumpRedis, restoreRedis } = await import("../../src/bot/store/redis-dump.ts");
    const options = { url: redisUrl ?? "", onError: () => {} };
    const file = join(await folder("dump"), "redis.jsonl");
    await dumpRedis(options, file, () => new Date());
    await redis.flushdb();
    await redis.set("{s01}:flow:left-over", "1");
    await new Promise((resolve) => setTimeout(resolve, 450));
    await restoreRedis(options, file, new Date());
    expect(await redis.exists("{s01}:seen:1")).toBe(0);
    expect(await redis.exists("{s01}:flow:left-over", "not-ours")).toBe(0);
    const leftMs = await redis.pttl("{s01}:seen:2");
    expect(leftMs).toBeGreaterThan(500_000);
    expect(leftMs).toBeLessThanOrEqual(600_000);
  });
}
