import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "../../test/servers/start-postgres.ts";
import type { BenchPlatform } from "../platforms/platform.ts";
import { serviceSettings } from "../platforms/registry.ts";
import { sum } from "../statistics.ts";
import { startDurableRedis } from "./durable-redis.ts";
import { acknowledgedP99, ResidentDirectory, talkAtRate, talkInClosedLoop } from "./load.ts";
import {
  memoryMb,
  type Program,
  resetPeakMemory,
  serviceCommand,
  startProgram,
} from "./program.ts";
import type { Resident } from "./resident.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";
import { type LoadFigures, type Round, summariseRounds } from "./statistics.ts";

/** The service and the bare parts, in alternating rounds. No other program runs meanwhile. */
export interface Comparison {
  readonly oneResident: ProgramPair;
  readonly manyResidents: ProgramPair;
  /** Replies that came unasked, or differ from those of the first lap. */
  readonly wrongReplies: number;
}

export interface ProgramPair {
  readonly bare: LoadFigures;
  readonly service: LoadFigures;
}

export interface TurnFigures {
  readonly postgres: Comparison;
  readonly embedded: Comparison;
  /** The service with real servers and the bare parts, turns at a steady rate. */
  readonly paced: PacedFigures;
  /** Resident memory of the service with real servers, MB. */
  readonly restMb: number;
  readonly peakMb: number;
  readonly acknowledgedP99Ms: number;
}

interface PacedFigures extends ProgramPair {
  readonly wrongReplies: number;
}

export const residentCount = 32;
export const pacedPerSecond = 1_000;

const rounds = 5;
const roundMs = 3_000;
const warmUpMs = 3_000;
/** A program does what it put off in its round within this time, so that the next round does not pay for it. */
const betweenRoundsMs = 2_500;
/** If V8 collects the garbage of the start while idle, it does so within this time. */
const restMs = 30_000;

/** Enough residents that one is free when a turn is due, up to a latency of 200 ms. */
const pacedResidents = 200;
const pacedForMs = 10_000;

const slowSendMs = 5_000;
const slowResidents = 100;
const slowPerSecond = 100;
const slowForMs = 8_000;

/** Measures turns from webhook to reply: the service beside the bare parts, and at a steady rate. */
export async function measureTurns(platform: BenchPlatform): Promise<TurnFigures> {
  const directory = new ResidentDirectory(platform);
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-turns-"));
  const [redis, postgres, standIn] = await Promise.all([
    startDurableRedis(),
    startPostgres(),
    startStandIn(platform, directory.onReply),
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
    // The first start of a version strips its types and compiles it, and keeps that memory. Later starts are measured.
    await (await startService()).stop();
    const service = await startService();
    await pause(restMs);
    const restMb = (await memoryMb(service)).now;
    const bare = await start(["bench/turns/bare-parts.ts"], {
      REDIS_URL: `${redis.url}/0`,
      PLATFORM: platform.name,
      PLATFORM_URL: standIn.url,
    });
    await resetPeakMemory(service);
    const onPostgres = await compare(directory, bare, service, "postgres");
    const { peak: peakMb } = await memoryMb(service);
    const paced = await measurePaced(directory, bare, service);
    const acknowledgedP99Ms = await measureAcknowledgement(directory, service, standIn);
    await service.stop();

    const embedded = await start(serviceCommand, {
      ...settings("embedded"),
      REDIS_URL: `${redis.url}/2`,
    });
    return {
      postgres: onPostgres,
      embedded: await compare(directory, bare, embedded, "embedded"),
      paced,
      restMb,
      peakMb,
      acknowledgedP99Ms,
    };
  } finally {
    for (const program of running) program.signal("SIGKILL");
    await Promise.all([redis.stop(), postgres.stop(), standIn.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Measures turns that are due at a steady rate, as residents write whether or not others are answered. */
async function measurePaced(
  directory: ResidentDirectory,
  bareProgram: Program,
  serviceProgram: Program,
): Promise<PacedFigures> {
  const open = async (program: Program, name: string) => {
    const residents = await directory.open(program, `${name}-paced`, pacedResidents);
    await talkAtRate(program, residents, pacedPerSecond, warmUpMs);
    return { residents, run: () => talkAtRate(program, residents, pacedPerSecond, pacedForMs) };
  };
  const bare = await open(bareProgram, "bare");
  const service = await open(serviceProgram, "service");
  const bareRounds: Round[] = [];
  const serviceRounds: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { kept, run } of [
      { kept: bareRounds, run: bare.run },
      { kept: serviceRounds, run: service.run },
    ]) {
      kept.push(await run());
      await pause(betweenRoundsMs);
    }
  }
  return {
    bare: summariseRounds(bareRounds),
    service: summariseRounds(serviceRounds),
    wrongReplies: countWrongReplies([...bare.residents, ...service.residents]),
  };
}

/** Measures how fast webhooks are acknowledged while the platform answers sends slowly. */
async function measureAcknowledgement(
  directory: ResidentDirectory,
  service: Program,
  standIn: StandIn,
): Promise<number> {
  const residents = await directory.open(service, "waiting", slowResidents);
  standIn.delayMs = slowSendMs;
  const p99Ms = await acknowledgedP99(residents, slowPerSecond, slowForMs);
  standIn.delayMs = 0;
  return p99Ms;
}

interface ProgramUnderLoad {
  readonly program: Program;
  readonly residents: readonly Resident[];
}

async function compare(
  directory: ResidentDirectory,
  bareProgram: Program,
  serviceProgram: Program,
  name: string,
): Promise<Comparison> {
  const open = async (program: Program, programName: string): Promise<ProgramUnderLoad> => ({
    program,
    residents: await directory.open(program, `${programName}-${name}`, residentCount),
  });
  const [bare, service] = await Promise.all([
    open(bareProgram, "bare"),
    open(serviceProgram, "service"),
  ]);
  const oneResident = await alternate(bare, service, 1);
  const manyResidents = await alternate(bare, service, residentCount);
  const wrongReplies = countWrongReplies([...bare.residents, ...service.residents]);
  return { oneResident, manyResidents, wrongReplies };
}

async function alternate(
  bare: ProgramUnderLoad,
  service: ProgramUnderLoad,
  count: number,
): Promise<ProgramPair> {
  const runRound = async ({ program, residents }: ProgramUnderLoad, forMs: number) => {
    const round = await talkInClosedLoop(program, residents.slice(0, count), forMs);
    await pause(betweenRoundsMs);
    return round;
  };
  await runRound(bare, warmUpMs);
  await runRound(service, warmUpMs);
  const bareRounds: Round[] = [];
  const serviceRounds: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bareRounds.push(await runRound(bare, roundMs));
    serviceRounds.push(await runRound(service, roundMs));
  }
  return { bare: summariseRounds(bareRounds), service: summariseRounds(serviceRounds) };
}

function countWrongReplies(residents: readonly Resident[]): number {
  return sum(residents.map(({ unasked, outOfStep }) => unasked + outOfStep));
}
