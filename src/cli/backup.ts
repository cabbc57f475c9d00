import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { readConfig } from "../config/config.ts";
import { loadOrCreateSecretKey } from "../security/secret-key.ts";
import { makeBackup } from "./backup/make-backup.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run backup -- FOLDER     makes a backup in a new folder inside FOLDER, while the service goes on

The settings are those of the service. The key (SECRET_KEY, or DATA_DIR/secret-key) is not in the backup: keep it elsewhere.`;

process.exitCode = await main(process.argv.slice(2));

async function main([parent, ...rest]: readonly string[]): Promise<number> {
  if (parent === undefined || parent.startsWith("-") || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const { folder, manifest } = await makeBackup(resolve(parent), {
      config,
      secretKey: await loadOrCreateSecretKey(config),
      version: await readVersion(),
      now: () => new Date(),
    });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const redis = manifest.redis === null ? "no Redis" : `${manifest.redis.keys} keys of Redis`;
    console.log(folder);
    console.log(`${manifest.database.kind} database, ${redis}, ${bytes} bytes; without the key`);
    return 0;
  } catch (error) {
    if (!printReport(error)) throw error;
    return 1;
  }
}

/** Returns the version of the service from package.json. */
async function readVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
