import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

export interface StandInProcess {
  readonly url: string;
  close(): void;
}

/** Resolves once the platform's servers listen. */
export async function startStandInProcess(): Promise<StandInProcess> {
  const child = spawn(process.execPath, ["bench/deliveries/stand-in-main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { url: String(line).trim(), close: () => child.kill("SIGKILL") };
}
