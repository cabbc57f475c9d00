import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { journalCanaryName } from "../../bot/journal/journal-canary.ts";
import { countLiveReplicas, countRedisKeys, restoreRedis } from "../../bot/store/redis-dump.ts";
import type { Config } from "../../config/config.ts";
import { openEmbedded } from "../../db/embedded.ts";
import { databaseFolder } from "../../db/embedded-copy.ts";
import { migrationNames } from "../../db/migrate.ts";
import { openPostgres } from "../../db/postgres.ts";
import { restorePostgres } from "../../db/postgres-dump.ts";
import {
  countOtherServices,
  hasTables,
  type Inventory,
  readInventory,
} from "../../db/queries/inventory.ts";
import { parts } from "./make-backup.ts";
import { fingerprintsOf, type Manifest, readManifest } from "./manifest.ts";

/** The backup must not be restored here as things are. Nothing was changed. */
export class RestoreRefusedError extends Error {
  override readonly name = "RestoreRefusedError";
  /** The message for operators, without a stack trace. */
  readonly report: string;

  constructor(reasons: readonly string[]) {
    const report = ["Nothing was restored:", ...reasons.map((reason) => `  ${reason}`)].join("\n");
    super(report);
    this.report = report;
  }
}

export interface RestoreOptions {
  readonly config: Pick<Config, "dataDir" | "databaseUrl" | "databaseOwnerUrl" | "redisUrl">;
  /** null: there is none yet. */
  readonly secretKey: string | null;
  /** Deletes what the target holds now. */
  readonly mayReplace: boolean;
  readonly now: () => Date;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: Inventory["rows"];
  /** null: the backup holds no Redis, or none is configured. */
  readonly redisKeys: number | null;
  readonly journalFiles: number;
}

/**
 * Restores a backup into the configured stores, after checking everything that can be checked without changing anything. Throws
 * RestoreRefusedError and BackupDamagedError.
 */
export async function restoreBackup(folder: string, options: RestoreOptions): Promise<Restored> {
  const manifest = await readManifest(folder);
  const reasons = [
    ...refuseKey(manifest, options),
    ...refuseVersion(manifest, options),
    ...(await refuseTarget(options)),
  ];
  if (reasons.length > 0) throw new RestoreRefusedError(reasons);

  const { config, now } = options;
  const rows =
    config.databaseUrl === null
      ? await restoreEmbedded(folder, config.dataDir)
      : await restoreServer(folder, config.databaseOwnerUrl ?? config.databaseUrl);
  const { redisUrl: url } = config;
  const hasRedis = url !== null && manifest.redis !== null;
  const redisKeys = hasRedis
    ? await restoreRedis({ url, onError: ignore }, join(folder, parts.redis), now())
    : null;
  const journalFiles = await restoreJournal(folder, config.dataDir);
  return { manifest, rows, redisKeys, journalFiles };
}

function refuseKey({ keyFingerprints }: Manifest, { secretKey, config }: RestoreOptions): string[] {
  if (secretKey === null) {
    return [
      `There is no key: set SECRET_KEY, or put the copy of the key file at ${join(config.dataDir, "secret-key")}.`,
    ];
  }
  const given = fingerprintsOf(secretKey);
  if (keyFingerprints.every((fingerprint) => given.includes(fingerprint))) return [];
  return [
    "SECRET_KEY does not hold every key of this backup: what was sealed with the others could not be opened.",
  ];
}

function refuseVersion({ database, version }: Manifest, { config }: RestoreOptions): string[] {
  const target = config.databaseUrl === null ? "embedded" : "postgres";
  if (database.kind !== target) {
    return [
      `The backup is of the ${database.kind} database, and the settings name the ${target} one.`,
    ];
  }
  const unknown =
    database.kind === "postgres"
      ? database.migrations.filter((name) => !migrationNames.includes(name))
      : [];
  if (unknown.length === 0) return [];
  return [
    `The backup is of a newer version (${version}): this one does not know ${unknown.join(", ")}.`,
  ];
}

async function refuseTarget({ config, mayReplace }: RestoreOptions): Promise<string[]> {
  const { databaseUrl, dataDir, redisUrl: url } = config;
  const reasons: string[] = [];
  const held: string[] = [];
  if (databaseUrl === null) {
    if ((await listFolder(join(dataDir, databaseFolder))).length > 0) held.push("the database");
  } else {
    const { db, close } = await openPostgres(databaseUrl, ignore);
    try {
      if (await hasTables(db)) held.push("the database");
      const services = await countOtherServices(db);
      if (services > 0) reasons.push("The service is running: stop every replica first.");
    } finally {
      await close();
    }
  }
  if (url !== null) {
    const redis = { url, onError: ignore };
    if ((await countRedisKeys(redis)) > 0) held.push("Redis");
    const replicas = await countLiveReplicas(redis);
    if (replicas > 0 && reasons.length === 0) {
      reasons.push("The service is running: stop every replica first.");
    }
  }
  const journal = await journalFilesOf(join(dataDir, parts.journal));
  if (journal.some((name) => name !== journalCanaryName)) held.push("the journal");
  if (held.length > 0 && !mayReplace) {
    reasons.push(
      `The target is not empty: ${held.join(", ")}. With --replace it is deleted first.`,
    );
  }
  return reasons;
}

/** The present database is kept until the restored one was opened. */
async function restoreEmbedded(folder: string, dataDir: string): Promise<Inventory["rows"]> {
  const target = join(dataDir, databaseFolder);
  const before = `${target}.before-restore`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await rm(before, { recursive: true, force: true });
  const hadOne = (await listFolder(target)).length > 0;
  if (hadOne) {
    // Fails here, before anything is moved, if the service runs.
    await (await openEmbedded(dataDir)).close();
    await rename(target, before);
  }
  try {
    await cp(join(folder, parts.embedded), target, { recursive: true });
    await chmod(target, 0o700);
    const { db, close } = await openEmbedded(dataDir);
    try {
      const { migrations, rows } = await readInventory(db);
      const unknown = migrations.filter((name) => !migrationNames.includes(name));
      if (unknown.length > 0) {
        throw new RestoreRefusedError([
          `The backup is of a newer version: this one does not know ${unknown.join(", ")}.`,
        ]);
      }
      return rows;
    } finally {
      await close();
    }
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    if (hadOne) await rename(before, target);
    throw error;
  } finally {
    await rm(before, { recursive: true, force: true });
  }
}

/** The tables belong to the role of DATABASE_OWNER_URL, if it is set. The service's start gives its own role what it needs. */
async function restoreServer(folder: string, databaseUrl: string): Promise<Inventory["rows"]> {
  await restorePostgres(databaseUrl, join(folder, parts.postgres));
  const { db, close } = await openPostgres(databaseUrl, ignore);
  try {
    return (await readInventory(db)).rows;
  } finally {
    await close();
  }
}

async function restoreJournal(folder: string, dataDir: string): Promise<number> {
  const target = join(dataDir, parts.journal);
  for (const name of await journalFilesOf(target)) await rm(join(target, name));
  const names = await journalFilesOf(join(folder, parts.journal));
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const name of names) await cp(join(folder, parts.journal, name), join(target, name));
  return names.filter((name) => name !== journalCanaryName).length;
}

async function journalFilesOf(folder: string): Promise<string[]> {
  return (await listFolder(folder)).filter((name) => !name.startsWith("lock"));
}

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

/** The call that used the connection fails with the same error. */
function ignore(): void {}
