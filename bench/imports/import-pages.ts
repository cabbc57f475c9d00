import { Buffer } from "node:buffer";
import { loadRecords } from "../../src/catalog/load.ts";
import { toLocalDay } from "../../src/catalog/local-time.ts";
import type { CatalogRecords } from "../../src/catalog/schema.ts";
import { applyVersions } from "../../src/catalog/versions/apply-versions.ts";
import { connectDatabase } from "../../src/db/open.ts";
import { runTransaction } from "../../src/db/transaction.ts";
import {
  changesOf,
  planFiles,
  readFileForImport,
} from "../../src/desk/catalog-import/plan-files.ts";
import { storeDraft } from "../../src/desk/catalog-import/store-draft.ts";
import { createTableReader } from "../../src/desk/files/table-reader.ts";
import { activateVersion } from "../../src/live/catalog-versions.ts";
import { generatePages } from "../../test/catalog/import/generated-pages.ts";

/** As many procedures as a province and its communes offer together, and saved pages that are broken. */
const [pageCount, brokenCount] = [3_000, 50];

async function planPages(records: CatalogRecords) {
  const day = toLocalDay(new Date());
  const pages = generatePages({ count: pageCount, broken: brokenCount });
  const file = { name: "pages.json", content: Buffer.from(JSON.stringify(pages)) };
  const reading = await readFileForImport(file, { day, tables: createTableReader() });
  return planFiles([{ name: file.name, reading }], records, day);
}

/** Returns the shipped records, and the same with the imported ones. */
export async function recordsWithImport(): Promise<{
  readonly shipped: CatalogRecords;
  readonly imported: CatalogRecords;
}> {
  const shipped = await loadRecords("data");
  const changes = changesOf(await planPages(shipped));
  return { shipped, imported: applyVersions(shipped, [{ id: 1, changes }]) };
}

/** Imports the pages into a service's embedded database, and activates them. The service must not run. */
export async function importIntoDatabase(dataDir: string): Promise<void> {
  const now = new Date();
  const plans = await planPages(await loadRecords("data"));
  const driver = await connectDatabase({ databaseUrl: null, dataDir }, () => {});
  try {
    await runTransaction(driver.db, async (tx) => {
      const { draftId } = await storeDraft(tx, null, plans, now);
      if (draftId === null) throw new Error("The import would change nothing.");
      await activateVersion(tx, draftId, { activateOn: null, approvedBy: "bench", now });
    });
  } finally {
    await driver.close();
  }
}
