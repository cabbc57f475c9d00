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
  /** Resolves once the process has ended. */
  readonly ended: Promise<void>;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** The file that Node runs, and Node's own flags before it. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where its lines go; absent: nowhere. */
  readonly logFile?: string;
  /** The port to listen on, where it must be the same again. */
  readonly port?: number;
}

/** What `npm start` runs, without the `node` in front. */
export const serviceCommand: readonly string[] = packageJson.scripts.start.split(" ").slice(1);

const readyWithinMs = 60_000;
const pollMs = 20;
/** Ticks of /proc/PID/stat are hundredths of a second on Linux. */
const tickMs = 10;
const maxMoves = 5;
const canPin = cpus().length > 1 && findProgram("taskset") !== null && existsSync("/proc/self");

/** Leaves the first core to the program under test; what is started from here on stays off it, too. */
export function leaveFirstCore(): void {
  if (!canPin) return;
  const move = ["-a", "-c", "-p", `1-${cpus().length - 1}`, `${process.pid}`];
  // A thread of ours may end between being listed and being moved.
  const isMoved = () => spawnSync("taskset", move, { stdio: "ignore" }).status === 0;
  if (!Array.from({ length: maxMoves }).some(isMoved)) {
    throw new Error("taskset cannot move this process to the other cores.");
  }
}

/** Starts a service on the first core and resolves once it says that it is ready. */
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
    await ready(child, port);
    return program;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function launch(options: ProgramOptions, port: number): ChildProcess {
  const pinned = canPin ? ["taskset", "-c", "0"] : [];
  const [program = "", ...args] = [...pinned, process.execPath, ...options.command];
  const log = options.logFile === undefined ? "ignore" : openSync(options.logFile, "a");
  const { PATH = "", HOME = "" } = process.env;
  return spawn(program, args, {
    env: { PATH, HOME, PORT: `${port}`, ...options.environment },
    stdio: ["ignore", log, log],
  });
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + readyWithinMs;
  while (performance.now() < giveUpAt && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(pollMs);
  }
  throw new Error(`${child.spawnargs.join(" ")} was not ready.`);
}

/** Processor time that the process has used, in milliseconds. */
export async function processorMs({ pid }: Program): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** Resident memory now, and the most since `forgetPeak`, in MB. */
export async function memoryMb({ pid }: Program): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const read = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}

/** A start takes more than a rest: the peak under load is counted from here. */
export async function forgetPeak({ pid }: Program): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, "5");
}
