import { access, cp, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { Kysely } from "kysely";
import { fromPglite } from "pg-boss";
import type { OpenDriver } from "./driver.ts";
import { databaseFolder, serveCopies } from "./embedded-copy.ts";
import { GuardedEmbeddedDialect } from "./embedded-dialect.ts";
import { acquireFolderLock } from "./folder-lock.ts";
import { restrictFolder } from "./restrict-folder.ts";
import type { Tables } from "./schema.ts";
import { assertOutsideTransaction } from "./transaction.ts";

/** A file in each database folder that was created completely. PostgreSQL ignores it. */
const finishedMark = "huong-dan-finished";
const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;
const bigintType = 20;
const dateType = 1082;
/** Reads bigint as a number and date as YYYY-MM-DD, like the PostgreSQL driver. */
const parsers = { [bigintType]: Number, [dateType]: String };

/** PGlite cannot open its folder: files are damaged or missing, or the disk is full. */
class EmbeddedDatabaseError extends Error {
  override readonly name = "EmbeddedDatabaseError";
  /** The message for an operator, without a stack trace. */
  readonly report: string;

  constructor(folder: string, cause: unknown) {
    const reason = Error.isError(cause) ? ` (${cause.message})` : "";
    const report =
      `DATA_DIR: the embedded database in ${folder} does not open${reason}. Make sure that the disk has room and that ` +
      "the folder belongs to the service's user; otherwise put a backup back (docs/operating.md).";
    super(report, { cause });
    this.report = report;
  }
}

/**
 * Opens the embedded database in `dataDir/database`, creates it at the first start, and holds the folder's lock until `close`.
 * Commits survive `kill -9`, but not a power cut.
 */
export async function openEmbedded(dataDir: string): Promise<OpenDriver> {
  await mkdir(dataDir, { recursive: true, mode: ownerOnlyFolder });
  const unlock = await acquireFolderLock(join(dataDir, "database.lock"));
  try {
    const folder = join(dataDir, databaseFolder);
    const lite = await openFolder(folder);
    const copies = await serveCopies(dataDir, (target) =>
      // Between two statements nothing writes to the files: all of PGlite runs in this thread.
      lite.runExclusive(() => cp(folder, target, { recursive: true, errorOnExist: true })),
    );
    const close = async () => {
      try {
        await copies.close();
        await lite.close();
      } finally {
        await unlock();
      }
    };
    return { ...createDriver(lite, `the embedded database in ${dataDir}`), close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

type Lite = Awaited<ReturnType<typeof openFolder>>;

/** Creates the driver for an open PGlite. The caller closes it. */
function createDriver(lite: Lite, server: string): Omit<OpenDriver, "close"> {
  const boss = fromPglite(lite);
  return {
    kind: "embedded",
    server,
    db: new Kysely<Tables>({ dialect: new GuardedEmbeddedDialect({ pglite: lite }, server) }),
    connections: () => null,
    bossOptions: {
      backend: "pglite",
      db: {
        ...boss,
        // Inside a transaction this would wait for ever for the connection that the transaction holds.
        executeSql: async (text, values) => {
          assertOutsideTransaction("A job was sent without the transaction's handle");
          return boss.executeSql(text, values);
        },
      },
    },
  };
}

async function openFolder(folder: string) {
  // 27 MB of WebAssembly, loaded only if it is used.
  const { PGlite } = await import("@electric-sql/pglite");
  const isFinished = await exists(join(folder, finishedMark));
  if (!isFinished) await moveUnfinished(folder);
  await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });
  const lite = await PGlite.create(folder, { parsers }).catch((error: unknown) => {
    throw new EmbeddedDatabaseError(folder, error);
  });
  if (!isFinished) await markFinished(folder);
  await restrictFolder(folder);
  return lite;
}

/** Renames a folder whose creation was interrupted: it holds no data of ours and cannot be opened. */
async function moveUnfinished(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  for (let count = 1; ; count += 1) {
    const target = `${folder}.half-made-${count}`;
    if (!(await exists(target))) return rename(folder, target);
  }
}

async function markFinished(folder: string): Promise<void> {
  const mark = await open(join(folder, finishedMark), "w", ownerOnlyFile);
  await mark.sync();
  await mark.close();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
