import { access, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { Kysely } from "kysely";
import { fromPglite } from "pg-boss";
import type { OpenDriver } from "./driver.ts";
import { GuardedEmbeddedDialect } from "./embedded-dialect.ts";
import { acquireFolderLock } from "./folder-lock.ts";
import type { Tables } from "./schema.ts";
import { assertOutsideTransaction } from "./transaction.ts";

/** Lies in a database folder whose making was finished; PostgreSQL ignores the file. */
const finishedMark = "huong-dan-finished";
const bigintType = 20;
const dateType = 1082;
/** bigint as a number and date as YYYY-MM-DD, as the PostgreSQL driver reads them. */
const parsers = { [bigintType]: Number, [dateType]: String };

/**
 * Opens the embedded database in `dataDir/database`, making it at the first start, and holds the
 * folder's lock until `close`. What was committed survives `kill -9`, though not a power cut.
 */
export async function openEmbedded(dataDir: string): Promise<OpenDriver> {
  await mkdir(dataDir, { recursive: true });
  const unlock = await acquireFolderLock(join(dataDir, "database.lock"));
  try {
    const lite = await openFolder(join(dataDir, "database"));
    const close = async () => {
      try {
        await lite.close();
      } finally {
        await unlock();
      }
    };
    return { ...driverOver(lite), close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

type Lite = Awaited<ReturnType<typeof openFolder>>;

/** Kysely and pg-boss over one open PGlite; closing it is the caller's. */
export function driverOver(lite: Lite): Omit<OpenDriver, "close"> {
  const boss = fromPglite(lite);
  return {
    kind: "embedded",
    db: new Kysely<Tables>({ dialect: new GuardedEmbeddedDialect({ pglite: lite }) }),
    bossOptions: {
      backend: "pglite",
      db: {
        ...boss,
        // Inside a transaction this would wait for the connection that the transaction holds.
        executeSql: async (text, values) => {
          assertOutsideTransaction("A job was sent without the transaction's handle");
          return boss.executeSql(text, values);
        },
      },
    },
  };
}

async function openFolder(folder: string) {
  // 27 MB of WebAssembly: loaded only where it is used.
  const { PGlite } = await import("@electric-sql/pglite");
  const isFinished = await exists(join(folder, finishedMark));
  if (!isFinished) await moveAside(folder);
  const lite = await PGlite.create(folder, { parsers });
  if (!isFinished) await markFinished(folder);
  return lite;
}

/** A folder whose making was cut off holds nothing of ours and cannot be opened: it is kept aside. */
async function moveAside(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  for (let count = 1; ; count += 1) {
    const aside = `${folder}.half-made-${count}`;
    if (!(await exists(aside))) return rename(folder, aside);
  }
}

async function markFinished(folder: string): Promise<void> {
  const mark = await open(join(folder, finishedMark), "w");
  await mark.sync();
  await mark.close();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
