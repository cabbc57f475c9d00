import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Identifies a process, so that it cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since boot, from /proc; null if there is no /proc. */
  readonly startTime: string | null;
}

/** What a lock needs to know about the machine. It is passed in, so that tests can control the clock. */
export interface Machine {
  readonly self: ProcessIdentity;
  isRunning(process: ProcessIdentity): boolean;
  now(): number;
  wait(ms: number): Promise<void>;
}

export const thisMachine: Machine = {
  self: { pid: process.pid, startTime: readStat(process.pid)?.startTime ?? null },
  isRunning,
  now: () => performance.now(),
  wait: (ms) => sleep(ms),
};

/** Returns false for a zombie, and for a later process with the same pid. */
function isRunning({ pid, startTime }: ProcessIdentity): boolean {
  if (!hasProcess(pid)) return false;
  const stat = readStat(pid);
  if (stat === null) return true;
  return stat.state !== "Z" && (startTime === null || stat.startTime === startTime);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs as another user.
    return Error.isError(error) && "code" in error && error.code === "EPERM";
  }
}

/** proc(5): `pid (name) state …`, the start time is field 22; the name may hold spaces and brackets. */
function readStat(pid: number): { state: string; startTime: string } | null {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [state, startTime] = [fields[0], fields[19]];
  return state && startTime ? { state, startTime } : null;
}
