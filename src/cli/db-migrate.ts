import process from "node:process";
import { readConfig } from "../config/config.ts";
import { connectDatabase, migrateDatabase } from "../db/open.ts";
import { printReport } from "./print-report.ts";

/** Brings the schema up to date, so that the service itself need not know DATABASE_OWNER_URL. */
try {
  const config = readConfig(process.env);
  const driver = await connectDatabase(config, report);
  try {
    await migrateDatabase(driver, config, report);
    console.log("The database is up to date.");
  } finally {
    await driver.close();
  }
} catch (error) {
  if (!printReport(error)) throw error;
  process.exitCode = 1;
}

function report(error: Error): void {
  console.error(error);
}
