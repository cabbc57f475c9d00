import { resolve } from "node:path";
import { readConfig } from "../config/config.ts";
import { readSecretKeyIfPresent } from "../security/secret-key.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run restore -- FOLDER              restores the backup in FOLDER into empty stores
npm run restore -- FOLDER --replace    deletes first what the stores hold now

The settings are those of the service, which must not run. Set SECRET_KEY, or put the key file into DATA_DIR, before.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const mayReplace = args.includes("--replace");
  const [folder, ...rest] = args.filter((argument) => argument !== "--replace");
  if (folder === undefined || folder.startsWith("-") || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const secretKey = await readSecretKeyIfPresent(config);
    const restored = await restoreBackup(resolve(folder), {
      config,
      secretKey,
      mayReplace,
      now: () => new Date(),
    });
    const { manifest, rows, redisKeys, journalFiles } = restored;
    const { dossiers, followers, consents } = rows;
    console.log(
      `Restored the backup of ${manifest.createdAt}, made by version ${manifest.version}.`,
    );
    console.log(`${dossiers} dossiers, ${followers} followers, ${consents} consents.`);
    console.log(
      redisKeys === null
        ? "No conversations: the backup or the settings have no Redis."
        : `${redisKeys} keys of Redis; those that have expired since were left out.`,
    );
    console.log(`${journalFiles} files of the journal.`);
    return 0;
  } catch (error) {
    if (!printReport(error)) throw error;
    return 1;
  }
}
