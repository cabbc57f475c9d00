import { constants, copyFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { dumpRedis } from "../../bot/store/redis-dump.ts";
import type { Config } from "../../config/config.ts";
import { writeBackupRecord } from "../../db/backup-record.ts";
import { copyEmbedded } from "../../db/embedded-copy.ts";
import { openPostgres } from "../../db/postgres.ts";
import { dumpPostgres } from "../../db/postgres-dump.ts";
import { readInventory } from "../../db/queries/inventory.ts";
import { fingerprintsOf, type Manifest, writeManifest } from "./manifest.ts";

/** The parts of a backup, as they are named in its folder. */
export const parts = {
  journal: "journal",
  redis: "redis.jsonl",
  postgres: "postgres.dump",
  embedded: "database",
} as const;
const ownerOnly = 0o700;
/** Belong to the running process, not to its data. */
const unkept = /\.?lock(\.takeover)?$/;

export interface BackupOptions {
  readonly config: Pick<Config, "dataDir" | "databaseUrl" | "databaseOwnerUrl" | "redisUrl">;
  readonly secretKey: string;
  /** Of the service, as in package.json. */
  readonly version: string;
  readonly now: () => Date;
}

/**
 * Makes a backup in a new folder inside `parent`, while the service goes on. Each store is copied before the one that it feeds:
 * the journal, then Redis, then the database. So what moves meanwhile is in two copies rather than in none, and every store
 * recognises what it has already. The folder has its name only once everything is on disk; then DATA_DIR records it, for the
 * metric of its age.
 */
export async function makeBackup(
  parent: string,
  { config, secretKey, version, now }: BackupOptions,
): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  const begunAt = now();
  const createdAt = begunAt.toISOString();
  const folder = join(parent, `huong-dan-${createdAt.replaceAll(/[:.]/g, "-")}`);
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true, mode: ownerOnly });
  try {
    await copyJournal(join(config.dataDir, "journal"), join(unfinished, parts.journal));
    const redis = await backUpRedis(config.redisUrl, unfinished, now);
    const database = await backUpDatabase(config, unfinished);
    const keyFingerprints = fingerprintsOf(secretKey);
    const content = { version, createdAt, keyFingerprints, redis, database };
    const manifest = await writeManifest(unfinished, content);
    await rename(unfinished, folder);
    await writeBackupRecord(config.dataDir, begunAt);
    return { folder, manifest };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Copies what is there. A segment that goes meanwhile was applied: its events are in the store, which is copied next. */
async function copyJournal(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(orNone);
  await mkdir(to, { mode: ownerOnly });
  for (const name of names.toSorted()) {
    if (unkept.test(name)) continue;
    await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL).catch(orNone);
  }
}

function orNone(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function backUpRedis(
  url: string | null,
  folder: string,
  now: () => Date,
): Promise<Manifest["redis"]> {
  if (url === null) return null;
  return { keys: await dumpRedis({ url, onError: ignore }, join(folder, parts.redis), now) };
}

async function backUpDatabase(
  { databaseUrl, databaseOwnerUrl, dataDir }: BackupOptions["config"],
  folder: string,
): Promise<Manifest["database"]> {
  if (databaseUrl === null) {
    const target = join(folder, parts.embedded);
    await copyEmbedded(dataDir, target);
    const postgresVersion = (await readFile(join(target, "PG_VERSION"), "utf8")).trim();
    return { kind: "embedded", postgresVersion };
  }
  const { db, close } = await openPostgres(databaseUrl, ignore);
  try {
    const { serverVersion, migrations } = await readInventory(db);
    await dumpPostgres(databaseOwnerUrl ?? databaseUrl, join(folder, parts.postgres));
    return { kind: "postgres", postgresVersion: serverVersion, migrations: [...migrations] };
  } finally {
    await close();
  }
}

/** The call that used the connection fails with the same error. */
function ignore(): void {}
