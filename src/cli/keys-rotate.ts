import { join } from "node:path";
import { journalCanary } from "../bot/journal/journal-canary.ts";
import { resealJournal } from "../bot/journal/reseal-journal.ts";
import { connectRedis, redisCanary, verifySecretKey } from "../bot/store/redis-connection.ts";
import { resealRedis } from "../bot/store/redis-reseal.ts";
import { createTextSeals } from "../bot/store/redis-seals.ts";
import { type Config, readConfig } from "../config/config.ts";
import { openEmbedded } from "../db/embedded.ts";
import { acquireFolderLock, FolderLockedError } from "../db/folder-lock.ts";
import { openPostgres } from "../db/postgres.ts";
import { hashKeyPlace, webPushKeyPlace } from "../db/queries/service-keys.ts";
import { canaryUse, resealCanary } from "../security/canary.ts";
import { createSecretBox, sealedPrefix } from "../security/secret-box.ts";
import { loadOrCreateSecretKey, splitSecretKey } from "../security/secret-key.ts";
import { printReport } from "./print-report.ts";
import { resealDatabase } from "./reseal-database.ts";

const callTimeoutMs = 10_000;
const usage = `npm run keys:rotate seals everything that is stored with the first key of SECRET_KEY.
Put the new key in front of the former one first, with a comma between them, and restart every replica:
docs/operating.md, "Changing SECRET_KEY".`;

/** The service has not run with this version yet, so that there is no key to verify with. */
class NeverStartedError extends Error {
  override readonly name = "NeverStartedError";
  readonly report = "The database holds no key yet: start the service once with this version.";
}

interface Counts {
  readonly resealed: number;
  readonly unopenable: number;
  /** Events that a running service is about to apply. */
  readonly waiting?: number;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!printReport(error)) throw error;
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const config = readConfig(process.env);
  const secretKey = await loadOrCreateSecretKey(config);
  if (splitSecretKey(secretKey).length === 1) {
    console.error(`SECRET_KEY holds one key: nothing to do.\n${usage}`);
    return 2;
  }
  const results = [
    await rotateRedis(config, secretKey),
    await rotateJournal(config, secretKey),
    // The database comes last: its canary keeps the former key from being dropped before all is done.
    await rotateDatabase(config, secretKey),
  ];
  const isDone = results.every(({ unopenable, waiting = 0 }) => unopenable + waiting === 0);
  console.log(
    isDone
      ? "Everything is sealed with the first key. The others may be dropped from SECRET_KEY."
      : "Not everything is sealed with the first key: see above.",
  );
  return isDone ? 0 : 1;
}

async function rotateRedis({ redisUrl }: Config, secretKey: string): Promise<Counts> {
  if (redisUrl === null) return { resealed: 0, unopenable: 0 };
  // Each call rejects on its own.
  const onError = () => {};
  const connections = await connectRedis({ url: redisUrl, onError, callTimeoutMs });
  const { commands: redis, subscriber } = connections;
  try {
    await verifySecretKey(redis, secretKey);
    const prefix = sealedPrefix(secretKey);
    const counts = await resealRedis({ redis, seals: createTextSeals(secretKey), prefix });
    await resealCanary(redisCanary(redis), createSecretBox(secretKey, canaryUse), prefix);
    print("Redis", counts);
    return counts;
  } finally {
    subscriber.disconnect();
    redis.disconnect();
  }
}

async function rotateJournal({ dataDir }: Config, secretKey: string): Promise<Counts> {
  const folder = join(dataDir, "journal");
  const release = await lockUnlessInUse(join(folder, "lock"));
  try {
    const prefix = sealedPrefix(secretKey);
    const box = createSecretBox(secretKey, "journal");
    const counts = await resealJournal({ folder, box, prefix, isInUse: release === null });
    if (counts.waiting === 0) {
      const canaryBox = createSecretBox(secretKey, canaryUse);
      await resealCanary(journalCanary(folder), canaryBox, prefix);
    }
    print("Journal", counts);
    return counts;
  } finally {
    await release?.();
  }
}

/** Resolves with null if a running service holds the lock, or if there is no journal. */
async function lockUnlessInUse(path: string): Promise<(() => Promise<void>) | null> {
  try {
    return await acquireFolderLock(path);
  } catch (error) {
    if (error instanceof FolderLockedError) return null;
    if (Error.isError(error) && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function rotateDatabase(config: Config, secretKey: string): Promise<Counts> {
  const { databaseUrl, dataDir } = config;
  const onError = () => {};
  const { db, close } =
    databaseUrl === null ? await openEmbedded(dataDir) : await openPostgres(databaseUrl, onError);
  try {
    const prefix = sealedPrefix(secretKey);
    const box = createSecretBox(secretKey, canaryUse);
    const place = hashKeyPlace(db, () => new Date());
    if ((await place.read()) === null) throw new NeverStartedError();
    const counts = await resealDatabase(db, secretKey);
    await resealCanary(
      webPushKeyPlace(db, () => new Date()),
      box,
      prefix,
    );
    await resealCanary(place, box, prefix);
    print("Database", counts);
    return counts;
  } finally {
    await close();
  }
}

function print(place: string, { resealed, unopenable, waiting = 0 }: Counts): void {
  const notes = [
    `${resealed} sealed anew`,
    ...(unopenable > 0 ? [`${unopenable} that none of the keys opens, left as they are`] : []),
    ...(waiting > 0 ? [`${waiting} events wait to be applied: run this again afterwards`] : []),
  ];
  console.log(`${place}: ${notes.join(", ")}`);
}
