import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { findProgram, freePort } from "../../test/servers/private-server.ts";

export interface Program {
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** The file that Node runs, and Node's own flags before it. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The file for its log; absent: the log is dropped. */
  readonly logFile?: string;
  /** The port to listen on; absent: any free port. */
  readonly port?: number;
  /** Whether it may use every core, as in production; absent: the first alone, so that nothing else takes part. */
  readonly onAllCores?: boolean;
}

/** The arguments of `node` in `npm start`. */
export const serviceCommand: readonly string[] = packageJson.scripts.start.split(" ").slice(1);

const maxReadyMs = 60_000;
const pollMs = 20;
/** A tick of /proc/PID/stat is a hundredth of a second on Linux. */
const tickMs = 10;
const maxMoveAttempts = 5;
const canPin = cpus().length > 1 && findProgram("taskset") !== null && existsSync("/proc/self");

/** Leaves the first core to the program under test. Processes that this one starts later stay off that core too. */
export function leaveFirstCore(): void {
  if (!canPin) return;
  const move = ["-a", "-c", "-p", `1-${cpus().length - 1}`, `${process.pid}`];
  // A thread of this process may end after it is listed and before it is moved.
  const tryMove = () => spawnSync("taskset", move, { stdio: "ignore" }).status === 0;
  if (!Array.from({ length: maxMoveAttempts }).some(tryMove)) {
    throw new Error("taskset cannot move this process to the other cores.");
  }
}

/** Starts a service on the first core. Resolves when the service reports that it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = options.port ?? (await freePort());
  const child = launch(options, port);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.command.join(" ")} could not be started.`);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const program: Program = {
    port,
    pid,
    ended,
    signal: (name) => {
      child.kill(name);
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
  try {
    await waitUntilReady(child, port);
    return program;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function launch(options: ProgramOptions, port: number): ChildProcess {
  const isPinned = canPin && options.onAllCores !== true;
  const pinned = isPinned ? ["taskset", "-c", "0"] : [];
  const [program = "", ...args] = [...pinned, process.execPath, ...options.command];
  const log = options.logFile === undefined ? "ignore" : openSync(options.logFile, "a");
  const { PATH = "", HOME = "" } = process.env;
  return spawn(program, args, {
    env: { PATH, HOME, PORT: `${port}`, ...options.environment },
    stdio: ["ignore", log, log],
  });
}

async function waitUntilReady(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + maxReadyMs;
  while (performance.now() < giveUpAt && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(pollMs);
  }
  throw new Error(`${child.spawnargs.join(" ")} was not ready.`);
}

/** Returns the processor time that the process has used, in milliseconds. */
export async function processorMs({ pid }: Program): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** Returns the resident memory now and its peak since `resetPeakMemory`, in MB. */
export async function memoryMb({ pid }: Program): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const read = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}

/** Forgets the peak so far, because a start takes more memory than the service at rest. */
export async function resetPeakMemory({ pid }: Program): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, "5");
}
