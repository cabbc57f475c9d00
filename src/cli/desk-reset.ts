import process from "node:process";
import { readConfig } from "../config/config.ts";
import { connectDatabase } from "../db/open.ts";
import { runTransaction } from "../db/transaction.ts";
import { resetAccount } from "../desk/accounts/reset-account.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run desk:reset -- USER   gives a desk account back to its owner, who lost phone or password:
ends its password, phone and sessions, and prints a link that works once, for 3 days`;

process.exitCode = await main(process.argv.slice(2));

/** Returns 0 if a link was made, 1 if there is no such account or no database, and 2 for a wrong command. */
async function main([username, ...rest]: readonly string[]): Promise<number> {
  if (username === undefined || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const driver = await connectDatabase(config, (error) => console.error(error.message));
    try {
      const token = await runTransaction(driver.db, (tx) => resetAccount(tx, username, new Date()));
      return print(token, config.publicUrl);
    } finally {
      await driver.close();
    }
  } catch (error) {
    if (!printReport(error)) throw error;
    return 1;
  }
}

function print(token: string | null, publicUrl: string): number {
  if (token === null) {
    console.error("There is no such account, or it is closed.");
    return 1;
  }
  console.log(`${publicUrl}/desk/invitation/${token}`);
  return 0;
}
