import { open, readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { type Machine, type ProcessIdentity, thisMachine } from "./processes.ts";

const maxWaitMs = 10_000;
const pollMs = 100;
const ownerOnly = 0o600;

const identity = z.object({ pid: z.int().positive(), startTime: z.string().nullable() });

/** The locks that this process holds: the pid in them is its own, and would count as left over from an earlier start. */
const heldHere = new Set<string>();

/** Another running process holds the folder. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
  /** The message for operators, without a stack trace. */
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
 * Acquires the lock file at `path` and returns the function that releases it. It never takes the lock of a running process: it
 * waits up to 10 seconds for one that is ending, then throws FolderLockedError. A zombie, a process with another start time and
 * our own pid (in a container the pid is always the same) do not hold the lock.
 */
export async function acquireFolderLock(
  path: string,
  machine: Machine = thisMachine,
): Promise<() => Promise<void>> {
  if (heldHere.has(path)) throw new FolderLockedError(path, machine.self.pid);
  heldHere.add(path);
  try {
    await waitForLock(path, machine);
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    heldHere.delete(path);
  };
}

async function waitForLock(path: string, machine: Machine): Promise<void> {
  const deadline = machine.now() + maxWaitMs;
  for (;;) {
    if (await create(path, machine.self)) return;
    const content = await readFile(path, "utf8").catch(nullIf("ENOENT"));
    if (content === null) continue;
    const holder = parse(content);
    const isExpired = machine.now() >= deadline;
    // If it is unreadable, its writer is between two system calls, or was killed or lost power there.
    const isHeld = holder ? isHolding(holder, machine) : !isExpired;
    if (!isHeld) await takeOver(path, content, machine);
    else if (isExpired) throw new FolderLockedError(path, holder?.pid ?? null);
    else await machine.wait(pollMs);
  }
}

/**
 * Removes the lock of a process that has ended, under a lock of its own: if several processes found it, the second one would
 * otherwise remove the lock that the first one has created meanwhile.
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
  const file = await open(path, "wx", ownerOnly).catch(nullIf("EEXIST"));
  if (file === null) return false;
  try {
    await file.writeFile(JSON.stringify(self));
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}

function isHolding(holder: ProcessIdentity, machine: Machine): boolean {
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
