import { spawn } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { FolderLockedError } from "../../src/db/folder-lock.ts";
import { type DatabaseSettings, openDatabase } from "../../src/db/open.ts";
import { withDatabase } from "./databases.ts";

const commitsBeforeTheKill = 50;

let dataDir: string;
let settings: DatabaseSettings;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-embedded-"));
  const onError = (error: Error) => {
    throw error;
  };
  settings = { databaseUrl: null, dataDir, retentionDays: 365, onError };
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("commits survive kill -9, and the lock of the dead process does not prevent a new start", async () => {
  const child = spawn(process.execPath, ["test/db/commit-until-killed.ts", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const committed: string[] = [];
  for await (const id of createInterface({ input: child.stdout })) {
    committed.push(id);
    if (committed.length === commitsBeforeTheKill) child.kill("SIGKILL");
  }
  await exited;
  expect(committed.length).toBeGreaterThanOrEqual(commitsBeforeTheKill);
  await access(join(dataDir, "database.lock"));

  await withDatabase(settings, async ({ db }) => {
    const rows = await db.selectFrom("turn_fact").select("id").execute();
    const kept = new Set(rows.map(({ id }) => id));
    expect(committed.filter((id) => !kept.has(id))).toEqual([]);
  });
}, 60_000);

test("the folder is locked while the database is open, and free after it is closed", async () => {
  const database = await openDatabase(settings);
  expect(JSON.parse(await readFile(join(dataDir, "database.lock"), "utf8"))).toMatchObject({
    pid: process.pid,
  });
  await expect(openDatabase(settings)).rejects.toThrow(FolderLockedError);
  await database.ping();
  await database.close();
  expect(await readdir(dataDir)).toEqual(["database"]);
}, 60_000);

test("a folder whose creation was interrupted is renamed, and a new one is created", async () => {
  const folder = join(dataDir, "database");
  await mkdir(join(folder, "base"), { recursive: true });
  await writeFile(join(folder, "PG_VERSION"), "18\n");
  await mkdir(`${folder}.half-made-1`);

  await withDatabase(settings, (database) => database.ping());
  expect(await readdir(`${folder}.half-made-2`)).toEqual(["PG_VERSION", "base"]);
}, 60_000);

test("a database that cannot be opened releases its lock", async () => {
  const folder = join(dataDir, "database");
  await mkdir(folder);
  await writeFile(join(folder, "huong-dan-finished"), "");
  await writeFile(join(folder, "PG_VERSION"), "not a version\n");
  await expect(openDatabase(settings)).rejects.toThrow();
  await expect(access(join(dataDir, "database.lock"))).rejects.toMatchObject({ code: "ENOENT" });
}, 60_000);
