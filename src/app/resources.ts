import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { type Journal, openJournal } from "../bot/journal/journal.ts";
import { journalCanary } from "../bot/journal/journal-canary.ts";
import type { JournalIssue } from "../bot/journal/recovery.ts";
import { createMemoryStore } from "../bot/store/memory-store.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import { loadRecords } from "../catalog/load.ts";
import type { Config } from "../config/config.ts";
import { acquireFolderLock } from "../db/folder-lock.ts";
import { type Database, openDatabase } from "../db/open.ts";
import { createFailureLog, type LogFailure } from "../http/repeated-log.ts";
import {
  openRuntimeOverrides,
  type RuntimeOverrides,
  type RuntimeOverridesOptions,
} from "../live/runtime-overrides.ts";
import { canaryUse, openCanary } from "../security/canary.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { loadOrCreateSecretKey } from "../security/secret-key.ts";
import { prepareDataDir } from "./data-dir.ts";
import { openDatabaseHashKey } from "./service-keys.ts";

/** The journal's folder inside DATA_DIR. */
const journalFolder = "journal";

/** The stores and connections under the service, opened. */
export interface Resources {
  /** One key or several: the first seals, and all open. */
  readonly secretKey: string;
  /** The key of keyed hashes. It stays the same when SECRET_KEY changes. */
  readonly hashKey: string;
  /** The current catalogue and bot switch, which the desk changes while the service runs. */
  readonly live: RuntimeOverrides;
  readonly store: TurnStore;
  readonly database: Database;
  /** null if no platform is on: the web page sends nothing that a journal could keep. */
  readonly journal: Journal | null;
  /** Closes all of them, the last opened first. */
  close(): Promise<void>;
}

/** Opens all resources. Rejects with the first error, after closing those already open. */
export async function openResources(
  config: Config,
  log: FastifyBaseLogger,
  now: () => Date,
): Promise<Resources> {
  const logFailure = createFailureLog(log, now);
  const onError = (error: Error) => logFailure("error", error, "a server fails");
  // The catalogue first: a wrong data folder must not leave a new database behind.
  const records = await loadRecords(config.catalogDir);
  await prepareDataDir(config.dataDir);
  const secretKey = await loadOrCreateSecretKey(config);
  await using opened = new AsyncDisposableStack();
  const closeLater = <T extends { close(): Promise<void> }>(resource: T): T =>
    opened.adopt(resource, ({ close }) => close());

  const database = closeLater(await openDatabase({ ...config, onError, now }));
  const hashKey = await openDatabaseHashKey(database.db, secretKey, now);
  const store = closeLater(await openStore(config, { secretKey, hashKey, log, now, onError }));
  const live = closeLater(
    await openRuntimeOverrides({
      db: database.db,
      records,
      now,
      ...logOverrideErrors(log, logFailure),
    }),
  );
  const needsJournal = config.zalo !== null || config.messenger !== null;
  const journal = needsJournal
    ? closeLater(await openLockedJournal(config, secretKey, { log, logFailure, now }))
    : null;
  // From here on the caller closes.
  const closing = opened.move();
  const close = () => closing.disposeAsync();
  return { secretKey, hashKey, live, store, database, journal, close };
}

async function openStore(
  { redisUrl, stateTtlDays }: Config,
  {
    log,
    now,
    ...options
  }: {
    readonly secretKey: string;
    readonly hashKey: string;
    readonly log: FastifyBaseLogger;
    readonly now: () => Date;
    readonly onError: (error: Error) => void;
  },
): Promise<TurnStore> {
  if (redisUrl !== null) {
    // Loaded only if it is used: ioredis is 45 files.
    const { openRedisStore } = await import("../bot/store/redis-store.ts");
    return openRedisStore({ url: redisUrl, stateTtlDays, ...options });
  }
  log.warn("conversations live in memory and end with this process: set REDIS_URL to keep them");
  return createMemoryStore({ now, stateTtlDays });
}

function logOverrideErrors(
  log: FastifyBaseLogger,
  logFailure: LogFailure,
): Pick<RuntimeOverridesOptions, "onRefreshError" | "onInvalidEdit" | "onInvalidVersion"> {
  return {
    onRefreshError: (error) =>
      logFailure(
        "warn",
        error,
        "changes made at the desk cannot be read now: the last ones read stay",
      ),
    onInvalidEdit: (point) =>
      log.error({ point }, "this version cannot read the desk's edit of a point: it is left out"),
    onInvalidVersion: (version) =>
      log.error(
        { version },
        "this release cannot apply an active version of the catalogue: it is left out",
      ),
  };
}

interface JournalSurroundings {
  readonly log: FastifyBaseLogger;
  readonly logFailure: LogFailure;
  readonly now: () => Date;
}

/** Opens the journal in DATA_DIR and locks its folder: no other process may share it. */
async function openLockedJournal(
  { dataDir }: Config,
  secretKey: string,
  { log, logFailure, now }: JournalSurroundings,
): Promise<Journal> {
  const folder = join(dataDir, journalFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = await acquireFolderLock(join(folder, "lock"));
  try {
    await openCanary(journalCanary(folder), createSecretBox(secretKey, canaryUse), "huong-dan");
    const box = createSecretBox(secretKey, "journal");
    const onIssue = (issue: JournalIssue) => logJournalIssue(issue, log, logFailure);
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

function logJournalIssue(
  issue: JournalIssue,
  log: FastifyBaseLogger,
  logFailure: LogFailure,
): void {
  switch (issue.type) {
    case "truncated":
      log.warn(
        { lines: issue.lines },
        "the journal's last lines were cut off while being written; they were never acknowledged",
      );
      return;
    case "quarantined":
      log.error(
        { lines: issue.lines, file: issue.file },
        "events in the journal were sealed with another SECRET_KEY and are quarantined: restore that key and rename the file back",
      );
      return;
    case "unacknowledged":
      logFailure("error", issue.error, "the journal cannot mark events as done: its disk fails");
  }
}
