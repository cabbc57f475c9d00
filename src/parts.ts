import type { FastifyBaseLogger } from "fastify";
import { createMemoryStore } from "./bot/state/memory.ts";
import { openRedisStore } from "./bot/state/redis.ts";
import type { TurnStore } from "./bot/state/turn-store.ts";
import type { Catalog } from "./catalog/catalog.ts";
import { loadCatalog } from "./catalog/load.ts";
import type { Config } from "./config.ts";
import { prepareDataDir } from "./data-dir.ts";
import { type Database, openDatabase } from "./db/open.ts";
import { keepSecretKey } from "./secret-key.ts";

/** What the service stands on, opened. */
export interface Parts {
  readonly secretKey: string;
  readonly catalog: Catalog;
  readonly store: TurnStore;
  readonly database: Database;
}

/** Opens every part, or rejects with what the first to fail rejected with and leaves none open. */
export async function openParts(
  config: Config,
  log: FastifyBaseLogger,
  now: () => Date,
): Promise<Parts> {
  const onError = (err: Error) => log.error({ err }, "a connection failed");
  // First of all: a folder of wrong data should cost nobody a new database.
  const catalog = await loadCatalog(config.catalogDir);
  await prepareDataDir(config.dataDir);
  const secretKey = await keepSecretKey(config);
  const store = await openStore(config, log, now, onError);
  try {
    const database = await openDatabase({ ...config, onError, now });
    return { secretKey, catalog, store, database };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openStore(
  { redisUrl, stateTtlDays }: Config,
  log: FastifyBaseLogger,
  now: () => Date,
  onError: (error: Error) => void,
): Promise<TurnStore> {
  if (redisUrl !== null) return openRedisStore({ url: redisUrl, stateTtlDays, onError });
  log.warn("conversations live in memory and end with this process: set REDIS_URL to keep them");
  return createMemoryStore({ now, stateTtlDays });
}
