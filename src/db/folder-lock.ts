import { open, readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { type Machine, type ProcessIdentity, thisMachine } from "./processes.ts";

const maxWaitMs = 10_000;
const pollMs = 100;

const identity = z.object({ pid: z.int().positive(), startTime: z.string().nullable() });

/** Locks of this process: they carry its own pid, which another start would take for a leftover. */
const heldHere = new Set<string>();

/** Another process that runs has the folder. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
  /** What an operator is told, without a stack trace. */
  readonly report: string;

  constructor(path: string, pid: number | null) {
    const holder = pid === null ? "another process" : `process ${pid}`;
    const report =
      `DATA_DIR is in use by ${holder} (${path}). Two services cannot share what is kept there: ` +
      "stop the other one, or give this one its own DATA_DIR.";
    super(report);
    this.report = report;
  }
}

/**
 * Takes the lock file at `path` and returns the function that gives it back. A live holder is never
 * robbed: one that is ending is waited for, up to 10 seconds, then FolderLockedError. A zombie, a
 * process with another start time and our own pid (a container's pid is always the same) are none.
 */
export async function acquireFolderLock(
  path: string,
  machine: Machine = thisMachine,
): Promise<() => Promise<void>> {
  if (heldHere.has(path)) throw new FolderLockedError(path, machine.self.pid);
  heldHere.add(path);
  try {
    await waitFor(path, machine);
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    heldHere.delete(path);
  };
}

async function waitFor(path: string, machine: Machine): Promise<void> {
  const deadline = machine.now() + maxWaitMs;
  for (;;) {
    if (await create(path, machine.self)) return;
    const content = await readFile(path, "utf8").catch(nullIf("ENOENT"));
    if (content === null) continue;
    const holder = parse(content);
    const expired = machine.now() >= deadline;
    // Unreadable: its writer is between two system calls, or was killed or lost power there.
    const isHeld = holder ? holds(holder, machine) : !expired;
    if (!isHeld) await takeOver(path, content, machine);
    else if (expired) throw new FolderLockedError(path, holder?.pid ?? null);
    else await machine.wait(pollMs);
  }
}

/**
 * Removes the lock of a process that ended. Of several that found it so, one may: else the second
 * would remove the lock that the first has made meanwhile. So this is done under a lock of its own.
 */
async function takeOver(path: string, leftover: string, machine: Machine): Promise<void> {
  const release = await acquireFolderLock(`${path}.takeover`, machine);
  try {
    const content = await readFile(path, "utf8").catch(nullIf("ENOENT"));
    if (content === leftover) await rm(path);
  } finally {
    await release();
  }
}

async function create(path: string, self: ProcessIdentity): Promise<boolean> {
  const file = await open(path, "wx").catch(nullIf("EEXIST"));
  if (file === null) return false;
  try {
    await file.writeFile(JSON.stringify(self));
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}

function holds(holder: ProcessIdentity, machine: Machine): boolean {
  return holder.pid !== machine.self.pid && machine.isRunning(holder);
}

function parse(content: string): ProcessIdentity | null {
  try {
    return identity.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

function nullIf(code: string) {
  return (error: NodeJS.ErrnoException): null => {
    if (error.code === code) return null;
    throw error;
  };
}
