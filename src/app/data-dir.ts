import { access, chmod, constants, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { restrictFolder } from "../db/restrict-folder.ts";

const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;
/** What the service keeps in the folder. Anything else there is an operator's. */
const ours = /^(?:database|journal|last-backup|secret-key)/;

/** DATA_DIR cannot be made or written to. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";
  /** For the operator, without a stack trace. */
  readonly report: string;

  constructor(path: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `DATA_DIR: ${path} must be a folder that the service may write to${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

/**
 * Creates the folder unless it exists, and makes it and what the service keeps there accessible to its owner only,
 * whatever the umask was. Throws DataDirError.
 */
export async function prepareDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: ownerOnlyFolder });
    await access(path, constants.W_OK | constants.X_OK);
    await chmod(path, ownerOnlyFolder).catch(ignoreIfNotOwner);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (!ours.test(entry.name)) continue;
      const entryPath = join(path, entry.name);
      if (entry.isDirectory()) await restrictFolder(entryPath);
      else if (entry.isFile()) await chmod(entryPath, ownerOnlyFile);
    }
  } catch (error) {
    throw new DataDirError(path, error);
  }
}

/** A mounted volume may belong to root and be ours by its group; what the service creates in it is still its own. */
function ignoreIfNotOwner(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPERM") throw error;
}
