import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Inside DATA_DIR: the same for embedded and real servers, and where backups are made anyway, because of the journal. */
const recordName = "last-backup";
const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;

/** Records that a backup of this replica's journal and of its stores was finished. */
export async function writeBackupRecord(dataDir: string, createdAt: Date): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: ownerOnlyFolder });
  const path = join(dataDir, recordName);
  const unfinished = `${path}.new`;
  await writeFile(unfinished, `${createdAt.toISOString()}\n`, { mode: ownerOnlyFile });
  await rename(unfinished, path);
}

/** Returns when the last backup was begun; null if none was made here, or if the record cannot be read as a time. */
export async function readBackupRecord(dataDir: string): Promise<Date | null> {
  const text = await readFile(join(dataDir, recordName), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    },
  );
  const at = new Date(text.trim());
  return Number.isNaN(at.getTime()) ? null : at;
}
