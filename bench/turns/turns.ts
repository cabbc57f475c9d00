import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "../../test/servers/start-postgres.ts";
import type { BenchPlatform } from "../platforms/platform.ts";
import { serviceSettings } from "../platforms/registry.ts";
import { type Figures, type Round, summarise } from "./figures.ts";
import { acknowledge, Town, talk } from "./load.ts";
import { forgetPeak, memoryMb, type Program, serviceCommand, startProgram } from "./program.ts";
import { startDurableRedis } from "./redis.ts";
import type { Resident } from "./residents.ts";
import { startStandIn } from "./stand-in.ts";

const programs = ["bare", "postgres", "embedded"] as const;
export type ProgramName = (typeof programs)[number];

export interface TurnFigures {
  readonly alone: Record<ProgramName, Figures>;
  readonly together: Record<ProgramName, Figures>;
  /** Resident memory of the service with real servers, MB. */
  readonly restMb: number;
  readonly peakMb: number;
  readonly acknowledgedP99Ms: number;
  /** Replies that came unasked, or were not those of the first lap. */
  readonly wrong: number;
}

const rounds = 5;
const roundMs = 3_000;
const warmUpMs = 3_000;
const manyResidents = 32;
/** After the start's garbage is gone. */
const restMs = 5_000;

const slowSendMs = 5_000;
const slowResidents = 100;
const slowPerSecond = 100;
const slowForMs = 8_000;

/** Webhook to reply: the service beside bare parts, in alternating rounds. */
export async function measureTurns(platform: BenchPlatform): Promise<TurnFigures> {
  const town = new Town(platform);
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-turns-"));
  const [redis, postgres, standIn] = await Promise.all([
    startDurableRedis(),
    startPostgres(),
    startStandIn(platform, town.replied),
  ]);
  if (postgres === null) throw new Error("PostgreSQL is not installed.");
  const running: Program[] = [];
  const start = async (command: readonly string[], environment: Record<string, string>) => {
    const program = await startProgram({ command, environment });
    running.push(program);
    return program;
  };
  const settings = (name: string) => serviceSettings(platform, standIn.url, join(folder, name));
  try {
    const startService = () =>
      start(serviceCommand, {
        ...settings("postgres"),
        REDIS_URL: `${redis.url}/1`,
        DATABASE_URL: postgres.url,
      });
    // The first start of a version strips and compiles it, and keeps the memory for that; later ones are measured.
    await (await startService()).stop();
    const service = await startService();
    await pause(restMs);
    const restMb = (await memoryMb(service)).now;
    const started: Record<ProgramName, Program> = {
      bare: await start(["bench/peers/bare.ts"], {
        REDIS_URL: `${redis.url}/0`,
        PLATFORM: platform.name,
        PLATFORM_URL: standIn.url,
      }),
      postgres: service,
      embedded: await start(serviceCommand, {
        ...settings("embedded"),
        REDIS_URL: `${redis.url}/2`,
      }),
    };
    await forgetPeak(service);
    const residents = await Promise.all(
      programs.map((name) => town.settle(started[name], name, manyResidents)),
    );
    const load = new Map(programs.map((name, index) => [name, residents[index] ?? []]));
    const compare = (count: number) => alternate(started, load, count);
    const alone = await compare(1);
    const together = await compare(manyResidents);
    const wrong = residents
      .flat()
      .reduce((sum, { extra, outOfStep }) => sum + extra + outOfStep, 0);
    const { peak: peakMb } = await memoryMb(service);

    const waiting = await town.settle(service, "waiting", slowResidents);
    standIn.delayMs = slowSendMs;
    const acknowledgedP99Ms = await acknowledge(waiting, slowPerSecond, slowForMs);
    return { alone, together, restMb, peakMb, acknowledgedP99Ms, wrong };
  } finally {
    for (const program of running) program.signal("SIGKILL");
    await Promise.all([redis.stop(), postgres.stop(), standIn.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function alternate(
  started: Record<ProgramName, Program>,
  load: ReadonlyMap<ProgramName, readonly Resident[]>,
  count: number,
): Promise<Record<ProgramName, Figures>> {
  const measured: Record<ProgramName, Round[]> = { bare: [], postgres: [], embedded: [] };
  const talking = (name: ProgramName) => (load.get(name) ?? []).slice(0, count);
  for (const name of programs) await talk(started[name], talking(name), warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of programs) {
      measured[name].push(await talk(started[name], talking(name), roundMs));
    }
  }
  return {
    bare: summarise(measured.bare),
    postgres: summarise(measured.postgres),
    embedded: summarise(measured.embedded),
  };
}
