import { setTimeout as pause } from "node:timers/promises";
import type { World } from "../environment.ts";
import type { PlatformFault } from "../fault-platform.ts";
import type { DeskClient } from "./desk-client.ts";
import type { Watch } from "./monitor.ts";

const kills = 5;
const beforeMs = 5_000;
const pausedMs = 3_000;
/** At most so many messages of a process are sent and not yet written. */
const inFlight = 16;
/** After it the last of a pause's or a fault's waits is over: Zalo asks for up to 10 s. */
const catchUpMs = 12_000;

/** Pauses and resumes, faults of the platforms, five kills and a deploy; how many messages these may have doubled. */
export async function disturb(
  world: World,
  desk: DeskClient,
  id: number,
  watch: Watch,
): Promise<number> {
  const disturbed = async (work: () => Promise<void>) => {
    const disturbance = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    watch.disturbances.push(disturbance);
    await work();
    disturbance.to = Date.now() + catchUpMs;
    await pause(catchUpMs);
  };
  const fault = (name: PlatformFault["name"], ms: number) =>
    disturbed(async () => {
      for (const { standIn } of world.platforms) standIn.faults.set({ name });
      await pause(ms);
      for (const { standIn } of world.platforms) standIn.faults.clear();
    });
  const restart = (end: "SIGKILL" | "SIGTERM") =>
    disturbed(async () => {
      const [replica] = world.replicas;
      if (replica === undefined) throw new Error("no replica");
      replica.program.signal(end);
      await replica.program.ended;
      await world.restart(replica);
    });

  await pause(beforeMs);
  await desk.ask(`/broadcasts/${id}/pause`, {});
  await pause(pausedMs);
  await desk.ask(`/broadcasts/${id}/resume`, {});
  await fault("server-error", 1_000);
  await fault("cut-before", 1_000);
  for (let kill = 0; kill < kills; kill += 1) await restart("SIGKILL");
  await restart("SIGTERM");
  await fault("cut-after", 300);
  // Of the last fault, what was in hand came, and was not acknowledged: it may come once more, twice while the fault lasts.
  return (kills + 2) * inFlight;
}
