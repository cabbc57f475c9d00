import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Version 0.2.0. Each release puts its predecessor here. */
const previousCommit = "7546bbc";

/** The previous release, checked out from the history of this repository. */
export interface PreviousRelease {
  /** Its file that Node runs. */
  readonly program: string;
  readonly catalogDir: string;
  remove(): Promise<void>;
}

/** Checks the previous release out beside this one. It runs with the same packages. */
export async function checkOutPreviousRelease(): Promise<PreviousRelease> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-previous-"));
  try {
    await run("git", ["worktree", "add", "--detach", "--force", folder, previousCommit]);
  } catch (cause) {
    throw new Error(`${previousCommit} is not in this repository: fetch its whole history.`, {
      cause,
    });
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return {
    program: join(folder, "start.mjs"),
    catalogDir: join(folder, "data"),
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
      await run("git", ["worktree", "prune"]);
    },
  };
}
