import { join } from "node:path";
import { messenger } from "./messenger.ts";
import type { BenchPlatform } from "./platform.ts";
import { zalo } from "./zalo.ts";

const platforms = { zalo, messenger } as const satisfies Record<string, BenchPlatform>;
export const platformNames = Object.keys(platforms) as readonly (keyof typeof platforms)[];

/** Returns the platform of that name. Throws if there is none. */
export function platformNamed(name: string): BenchPlatform {
  const found = platformNames.find((known) => known === name);
  if (found === undefined) {
    throw new Error(`No platform ${name}; there are ${platformNames.join(", ")}.`);
  }
  return platforms[found];
}

/** Returns all settings of a service that runs on that platform only. */
export function serviceSettings(
  platform: BenchPlatform,
  url: string,
  dataDir: string,
): Record<string, string> {
  return {
    DATA_DIR: join(dataDir, "var"),
    SECRET_KEY: "bench-secret-key-0123456789abcdef0123456789abcdef",
    ...platform.settings(url),
  };
}
