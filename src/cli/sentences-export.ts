import { writeFile } from "node:fs/promises";
import process from "node:process";
import { loadCatalog } from "../catalog/load.ts";
import { readConfig } from "../config/config.ts";
import { connectDatabase } from "../db/open.ts";
import { exportTraining } from "../desk/sentences/training-export.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run sentences:export -- FILE   writes the sentences that were labelled at the desk to a new file, as
training data without personal details; such as data/training/desk-2026-12.json`;

process.exitCode = await main(process.argv.slice(2));

/** Returns 0 if the file was written, 1 if it is there already or cannot be written, or the database fails, and 2 for a wrong command. */
async function main([path, ...rest]: readonly string[]): Promise<number> {
  if (path === undefined || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const catalog = await loadCatalog(config.catalogDir);
    const driver = await connectDatabase(config, (error) => console.error(error.message));
    try {
      const file = await exportTraining(driver.db, catalog, { account: null, now: new Date() });
      await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { flag: "wx" });
      console.log(`${file.sentences.length} sentences`);
      return 0;
    } finally {
      await driver.close();
    }
  } catch (error) {
    if (isFileError(error)) console.error(`${path}: ${error.code}`);
    else if (!printReport(error)) throw error;
    return 1;
  }
}

/** Whether the file could not be written: it exists already, its folder does not, or this is not allowed. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return Error.isError(error) && "syscall" in error && error.syscall === "open";
}
