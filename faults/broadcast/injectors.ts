import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "../environment.ts";
import type { PlatformFault } from "../fault-platform.ts";
import type { DeskClient } from "./desk-client.ts";
import type { Monitor } from "./monitor.ts";

const killCount = 5;
const beforeFaultsMs = 5_000;
const pausedMs = 3_000;
/** Messages of one process that may be sent and not yet recorded. */
const maxInFlight = 16;
/** After this time the waits that a pause or a fault causes are over: Zalo asks for up to 10 s. */
const catchUpMs = 12_000;

/**
 * Pauses and resumes the broadcast, injects faults of the platforms, kills the service five times and deploys once.
 * Returns how many messages may have come twice.
 */
export async function injectFaults(
  environment: Environment,
  desk: DeskClient,
  id: number,
  monitor: Monitor,
): Promise<number> {
  const recordDisturbance = async (work: () => Promise<void>) => {
    const disturbance = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    monitor.disturbances.push(disturbance);
    await work();
    disturbance.to = Date.now() + catchUpMs;
    await pause(catchUpMs);
  };
  const fault = (name: PlatformFault["name"], ms: number) =>
    recordDisturbance(async () => {
      for (const { standIn } of environment.platforms) standIn.faults.set({ name });
      await pause(ms);
      for (const { standIn } of environment.platforms) standIn.faults.clear();
    });
  const restart = (end: "SIGKILL" | "SIGTERM") =>
    recordDisturbance(async () => {
      const [replica] = environment.replicas;
      if (replica === undefined) throw new Error("There is no replica.");
      replica.program.signal(end);
      await replica.program.ended;
      await environment.restart(replica);
    });

  await pause(beforeFaultsMs);
  await desk.request(`/broadcasts/${id}/pause`, {});
  await pause(pausedMs);
  await desk.request(`/broadcasts/${id}/resume`, {});
  await fault("server-error", 1_000);
  await fault("cut-before", 1_000);
  for (let kill = 0; kill < killCount; kill += 1) await restart("SIGKILL");
  await restart("SIGTERM");
  await fault("cut-after", 300);
  // In the last fault the messages in flight arrived and were not acknowledged. Each may come once more, and twice while
  // the fault lasts.
  return (killCount + 2) * maxInFlight;
}
