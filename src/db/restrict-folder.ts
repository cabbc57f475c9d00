import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";

const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;
/** Few enough that the embedded database's thousand files do not use up the process's open files. */
const filesAtOnce = 64;

/**
 * Makes a folder, and every file in it, accessible to its owner only. PGlite creates its files for everybody, whatever
 * the umask.
 */
export async function restrictFolder(folder: string): Promise<void> {
  await chmod(folder, ownerOnlyFolder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (let left = entries; left.length > 0; left = left.slice(filesAtOnce)) {
    const batch = left.slice(0, filesAtOnce);
    await Promise.all(
      batch.map(async (entry) => {
        // What a symbolic link points to is not ours to change.
        if (entry.isSymbolicLink()) return;
        const mode = entry.isDirectory() ? ownerOnlyFolder : ownerOnlyFile;
        await chmod(join(entry.parentPath, entry.name), mode).catch(ignoreIfGone);
      }),
    );
  }
}

/** The database removes files of its own meanwhile. */
function ignoreIfGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
