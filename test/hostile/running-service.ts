import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messengerSettings, zaloSettings } from "../journeys/settings.ts";
import type { Route, Target } from "./attack.ts";

/** The whole service in a process of its own. */
export interface RunningService extends Target {
  /** The length of the longest text that was composed (NFC) since it listens. */
  longestNormalized(): Promise<number>;
  stop(): Promise<void>;
}

interface Report {
  readonly used: number;
  readonly longestNormalized: number;
}

export const deskAdmin = { username: "admin", password: "mat khau cua quan tri" };
export const onestopAccount = { username: "mot-cua", password: "mat khau cua mot cua" };

/** Nothing is sent in these tests, so nobody listens there. */
const nowhere = "http://127.0.0.1:9";

/** Starts the service with every channel, on embedded stores unless other settings are given. */
export async function startService(
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-hostile-"));
  const child = fork(new URL("serve.ts", import.meta.url), {
    // The flag of `npm start`, and one that lets a test collect garbage.
    execArgv: ["--max-semi-space-size=8", "--expose-gc"],
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      LOG_LEVEL: "fatal",
      DESK_ADMIN_USER: deskAdmin.username,
      DESK_ADMIN_PASSWORD: deskAdmin.password,
      ONESTOP_USERNAME: onestopAccount.username,
      ONESTOP_PASSWORD: onestopAccount.password,
      METRICS_TOKEN: "token of the metrics",
      ...zaloSettings(nowhere),
      ...messengerSettings(nowhere),
      ...settings,
    },
  });
  const [{ address, routes }] = (await once(child, "message")) as [
    { readonly address: string; readonly routes: readonly Route[] },
  ];
  return {
    address,
    routes,
    usedMemoryBytes: async () => (await report(child)).used,
    longestNormalized: async () => (await report(child)).longestNormalized,
    cpuMs: () => readCpuMs(child),
    peakMemoryBytes: () => readPeakMemory(child),
    resetPeakMemory: () => resetPeakMemory(child),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function report(child: ChildProcess): Promise<Report> {
  child.send("report");
  const [reported] = (await once(child, "message")) as [Report];
  return reported;
}

/** Linux keeps the peak of resident memory, and forgets it on request. */
async function readPeakMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error("the system does not tell the peak of memory");
  return Number(kilobytes) * 1024;
}

async function resetPeakMemory({ pid }: ChildProcess): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, "5");
}

/** Reads the time that the main thread has run, in nanoseconds the first number of its file. */
async function readCpuMs({ pid }: ChildProcess): Promise<number> {
  const [nanoseconds] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, "utf8")).split(" ");
  return Number(nanoseconds) / 1_000_000;
}
