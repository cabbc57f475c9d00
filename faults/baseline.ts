import type { World } from "./environment.ts";
import type { Platform } from "./fault-platform.ts";
import { FaultResident } from "./resident.ts";
import { learnScript, type Script } from "./script.ts";

/** What an undisturbed resident of that platform is told by the service as it runs now. */
export function learn({ replicas }: World, platform: Platform): Promise<Script> {
  const port = replicas[0]?.port ?? 0;
  const town = { platform, script: { greeting: [], form: [] }, nextPort: () => port };
  const resident = new FaultResident("script-1", town);
  return learnScript(platform, resident.user, () => resident.deliver(resident.next()));
}
