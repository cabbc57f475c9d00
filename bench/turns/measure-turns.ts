import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "../../test/servers/start-postgres.ts";
import type { BenchPlatform } from "../platforms/platform.ts";
import { serviceSettings } from "../platforms/registry.ts";
import { startDurableRedis } from "./durable-redis.ts";
import { acknowledge, Town, talk } from "./load.ts";
import { forgetPeak, memoryMb, type Program, serviceCommand, startProgram } from "./program.ts";
import type { Resident } from "./resident.ts";
import { startStandIn } from "./stand-in.ts";
import { type Figures, type Round, summarise } from "./statistics.ts";

/** The service in one setting beside bare parts of the same minutes, while no other program runs. */
export interface Comparison {
  readonly alone: Beside;
  readonly together: Beside;
  /** Replies that came unasked, or were not those of the first lap. */
  readonly wrong: number;
}

export interface Beside {
  readonly bare: Figures;
  readonly service: Figures;
}

export interface TurnFigures {
  readonly postgres: Comparison;
  readonly embedded: Comparison;
  /** Resident memory of the service with real servers, MB. */
  readonly restMb: number;
  readonly peakMb: number;
  readonly acknowledgedP99Ms: number;
}

const rounds = 5;
const roundMs = 3_000;
const warmUpMs = 3_000;
/** Until a program has done what it put off in its round: the next one shall not pay for it. */
const settleMs = 2_500;
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
    const bare = await start(["bench/turns/bare-parts.ts"], {
      REDIS_URL: `${redis.url}/0`,
      PLATFORM: platform.name,
      PLATFORM_URL: standIn.url,
    });
    await forgetPeak(service);
    const compared = await compare(town, bare, service, "postgres");
    const { peak: peakMb } = await memoryMb(service);
    const waiting = await town.settle(service, "waiting", slowResidents);
    standIn.delayMs = slowSendMs;
    const acknowledgedP99Ms = await acknowledge(waiting, slowPerSecond, slowForMs);
    standIn.delayMs = 0;
    await service.stop();

    const embedded = await start(serviceCommand, {
      ...settings("embedded"),
      REDIS_URL: `${redis.url}/2`,
    });
    return {
      postgres: compared,
      embedded: await compare(town, bare, embedded, "embedded"),
      ...{ restMb, peakMb, acknowledgedP99Ms },
    };
  } finally {
    for (const program of running) program.signal("SIGKILL");
    await Promise.all([redis.stop(), postgres.stop(), standIn.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Talking {
  readonly program: Program;
  readonly residents: readonly Resident[];
}

async function compare(
  town: Town,
  bare: Program,
  service: Program,
  name: string,
): Promise<Comparison> {
  const settle = async (program: Program, of: string): Promise<Talking> => ({
    program,
    residents: await town.settle(program, `${of}-${name}`, manyResidents),
  });
  const [one, other] = await Promise.all([settle(bare, "bare"), settle(service, "service")]);
  const alone = await alternate(one, other, 1);
  const together = await alternate(one, other, manyResidents);
  const wrong = [...one.residents, ...other.residents].reduce(
    (sum, { extra, outOfStep }) => sum + extra + outOfStep,
    0,
  );
  return { alone, together, wrong };
}

async function alternate(bare: Talking, service: Talking, count: number): Promise<Beside> {
  const roundOf = async ({ program, residents }: Talking, forMs: number) => {
    const round = await talk(program, residents.slice(0, count), forMs);
    await pause(settleMs);
    return round;
  };
  await roundOf(bare, warmUpMs);
  await roundOf(service, warmUpMs);
  const ofBare: Round[] = [];
  const ofService: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ofBare.push(await roundOf(bare, roundMs));
    ofService.push(await roundOf(service, roundMs));
  }
  return { bare: summarise(ofBare), service: summarise(ofService) };
}
