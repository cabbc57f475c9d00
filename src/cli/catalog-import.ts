import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import process from "node:process";
import { ImportFileError } from "../catalog/import/reading.ts";
import { loadRecords } from "../catalog/load.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { type Config, readConfig } from "../config/config.ts";
import { connectDatabase, migrateDatabase } from "../db/open.ts";
import { runTransaction } from "../db/transaction.ts";
import { changesOf, planFiles, readFileForImport } from "../desk/catalog-import/plan-files.ts";
import { storeDraft } from "../desk/catalog-import/store-draft.ts";
import { createTableReader } from "../desk/files/table-reader.ts";
import { createEffectiveRecords } from "../live/effective-records.ts";
import { describeDraft, describeFile, describeTotal } from "./describe-import.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run catalog:import -- FILE [FILE…]   reads procedures (JSON of the national database, saved portal
pages, spreadsheets) and help points (spreadsheets: XLSX, XLS, ODS, CSV, TSV, HTML), prints each row's fault and what would change, and stores a draft of it.
Nothing becomes active until somebody activates the draft at the desk.
  --check   stores no draft
  --full    prints every new procedure and point too`;
const megabyte = 1024 * 1024;
/** A whole ministry's saved pages have 30 MB. */
const maxFileBytes = 100 * megabyte;
const flags = ["--check", "--full"];

process.exitCode = await main(process.argv.slice(2));

/** Returns 0 if all files were read, 1 if one was not or the database fails, and 2 for a wrong command. */
async function main(args: readonly string[]): Promise<number> {
  const files = args.filter((arg) => !arg.startsWith("--"));
  const options = args.filter((arg) => arg.startsWith("--"));
  if (files.length === 0 || options.some((option) => !flags.includes(option))) {
    console.error(usage);
    return 2;
  }
  const isCheck = options.includes("--check");
  const isFull = options.includes("--full");
  try {
    await importFiles(files, { isCheck, isFull, config: readConfig(process.env) });
    return 0;
  } catch (error) {
    if (!printReport(error)) throw error;
    return 1;
  }
}

async function importFiles(
  paths: readonly string[],
  { isCheck, isFull, config }: { isCheck: boolean; isFull: boolean; config: Config },
): Promise<void> {
  const now = new Date();
  const day = toLocalDay(now);
  const shipped = await loadRecords(config.catalogDir);
  // Read every file first: a broken one must not leave half of an import behind.
  const readings = [];
  const tables = createTableReader();
  for (const path of paths) {
    const name = basename(path);
    const content = await readBounded(path);
    readings.push({ name, reading: await readNamed(path, { name, content }, { day, tables }) });
  }
  const driver = await connectDatabase(config, reportError);
  try {
    await migrateDatabase(driver, config, reportError);
    const { records } = await createEffectiveRecords(shipped, reportInvalid)(driver.db, day);
    const plans = await planFiles(readings, records, day);
    for (const plan of plans) for (const line of describeFile(plan, isFull)) console.log(line);
    const changes = changesOf(plans);
    console.log(describeTotal(changes.length));
    if (isCheck || changes.length === 0) return;
    const made = await runTransaction(driver.db, (tx) => storeDraft(tx, null, plans, now));
    for (const line of describeDraft(made, config.publicUrl)) console.log(line);
  } finally {
    await driver.close();
  }
}

/** Rejects with ImportFileError if the file cannot be read or is too large. */
async function readBounded(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size <= maxFileBytes) return await readFile(path);
  } catch (error) {
    const reason = Error.isError(error) ? error.message : "không đọc được";
    throw new ImportFileError(`${path}: ${reason}`);
  }
  throw new ImportFileError(`${path}: lớn hơn ${maxFileBytes / megabyte} MB`);
}

/** The same error, with the file that it is about. */
async function readNamed(path: string, ...args: Parameters<typeof readFileForImport>) {
  try {
    return await readFileForImport(...args);
  } catch (error) {
    if (!Error.isError(error) || !("report" in error)) throw error;
    throw new ImportFileError(`${path}: ${error.message}`);
  }
}

function reportInvalid(id: number): void {
  console.error(`Bản ${id} của danh mục không đọc được, bỏ qua.`);
}

function reportError(error: Error): void {
  console.error(error.message);
}
