import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { type Journal, openJournal } from "../bot/journal/journal.ts";
import type { JournalIssue } from "../bot/journal/recovery.ts";
import { createMemoryStore } from "../bot/store/memory-store.ts";
import { openRedisStore } from "../bot/store/redis-store.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import { loadRecords } from "../catalog/load.ts";
import type { Config } from "../config/config.ts";
import { acquireFolderLock } from "../db/folder-lock.ts";
import { type Database, openDatabase } from "../db/open.ts";
import {
  openRuntimeOverrides,
  type RuntimeOverrides,
  type RuntimeOverridesOptions,
} from "../live/runtime-overrides.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { loadOrCreateSecretKey } from "../security/secret-key.ts";
import { prepareDataDir } from "./data-dir.ts";

/** In DATA_DIR. */
const journalFolder = "journal";

/** What the service stands on, opened. */
export interface Parts {
  readonly secretKey: string;
  /** The catalogue and the switch of the moment, as the desk changes them. */
  readonly live: RuntimeOverrides;
  readonly store: TurnStore;
  readonly database: Database;
  /** null where no platform is on: the page has nothing that a journal could keep. */
  readonly journal: Journal | null;
  /** Closes them all, the last opened first. */
  close(): Promise<void>;
}

/** Opens every part, or rejects with what the first to fail rejected with and leaves none open. */
export async function openParts(
  config: Config,
  log: FastifyBaseLogger,
  now: () => Date,
): Promise<Parts> {
  const onError = (err: Error) => log.error({ err }, "a connection failed");
  // First of all: a folder of wrong data should cost nobody a new database.
  const records = await loadRecords(config.catalogDir);
  await prepareDataDir(config.dataDir);
  const secretKey = await loadOrCreateSecretKey(config);
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.splice(0)) await part.close();
  };
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    opened.unshift(part);
    return part;
  };
  try {
    const store = keep(await openStore(config, log, now, onError));
    const database = keep(await openDatabase({ ...config, onError, now }));
    const live = keep(
      await openRuntimeOverrides({ db: database.db, records, ...liveTroubles(log) }),
    );
    const journal =
      config.zalo === null && config.messenger === null
        ? null
        : keep(await openJournalIn(config, secretKey, log, now));
    return { secretKey, live, store, database, journal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function liveTroubles(
  log: FastifyBaseLogger,
): Pick<RuntimeOverridesOptions, "onRefreshError" | "onInvalidEdit"> {
  return {
    onRefreshError: (err) =>
      log.warn({ err }, "what the desk changed can't be read now: what was read last holds on"),
    onInvalidEdit: (point) =>
      log.error({ point }, "the desk's edit of a point can't be read by this version: left out"),
  };
}

/** The journal of DATA_DIR, which no other process may share. */
async function openJournalIn(
  { dataDir }: Config,
  secretKey: string,
  log: FastifyBaseLogger,
  now: () => Date,
): Promise<Journal> {
  const folder = join(dataDir, journalFolder);
  await mkdir(folder, { recursive: true });
  const release = await acquireFolderLock(join(folder, "lock"));
  try {
    const box = createSecretBox(secretKey, "journal");
    const onIssue = (issue: JournalIssue) => logJournalIssue(issue, log);
    const journal = await openJournal({ folder, box, now, onIssue });
    return {
      ...journal,
      close: async () => {
        await journal.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function logJournalIssue(issue: JournalIssue, log: FastifyBaseLogger): void {
  switch (issue.type) {
    case "truncated":
      log.warn(
        { lines: issue.lines },
        "the journal was cut off while writing; nobody was told that these were kept",
      );
      return;
    case "quarantined":
      log.error(
        { lines: issue.lines, file: issue.file },
        "events of the journal were sealed with another SECRET_KEY and wait aside: put that key back and the file under its old name",
      );
      return;
    case "unacknowledged":
      log.error({ err: issue.error }, "the journal's disk takes no marks");
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
