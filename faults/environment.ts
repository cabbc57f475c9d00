import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { Client } from "pg";
import type { BenchPlatform } from "../bench/platforms/platform.ts";
import { platformNamed, platformNames, serviceSettings } from "../bench/platforms/registry.ts";
import { type DurableRedis, startDurableRedis } from "../bench/turns/durable-redis.ts";
import { type Program, serviceCommand, startProgram } from "../bench/turns/program.ts";
import { freePort, type PrivateServer } from "../test/servers/private-server.ts";
import { startPostgres } from "../test/servers/start-postgres.ts";
import { FaultPlatform } from "./fault-platform.ts";
import { onestop } from "./followed-dossier.ts";

/** The password of the first admin account, which is created at the first start. */
export const adminPassword = "mat khau cua quan tri";

/** One replica of the service. It restarts at the same address with the same folder. */
export interface Replica {
  readonly port: number;
  program: Program;
}

/** The service under test, with its servers and the platforms' stand-ins. */
export class Environment {
  readonly redis: DurableRedis;
  /** The platform of the command line. */
  readonly platform: FaultPlatform;
  /** All platforms. */
  readonly platforms: readonly FaultPlatform[];
  /** Holds the logs of the replicas, to read when a promise was broken. */
  readonly folder: string;
  readonly replicas: Replica[] = [];
  readonly #postgres: PrivateServer;
  #settings: Readonly<Record<string, string>> = {};
  #served: readonly FaultPlatform[] = [];
  #started = 0;

  private constructor(
    redis: DurableRedis,
    postgres: PrivateServer,
    platforms: readonly [FaultPlatform, ...FaultPlatform[]],
    folder: string,
  ) {
    this.redis = redis;
    this.#postgres = postgres;
    [this.platform] = platforms;
    this.platforms = platforms;
    this.folder = folder;
  }

  static async start(bench: BenchPlatform): Promise<Environment> {
    const folder = await mkdtemp(join(tmpdir(), "huong-dan-faults-"));
    const others = platformNames.filter((name) => name !== bench.name).map(platformNamed);
    const [redis, postgres, platform, ...rest] = await Promise.all([
      startDurableRedis(),
      startPostgres(),
      FaultPlatform.start(bench),
      ...others.map(FaultPlatform.start),
    ]);
    if (postgres === null) throw new Error("PostgreSQL is not installed.");
    return new Environment(redis, postgres, [platform, ...rest], folder);
  }

  /** Kills the running service and starts it again on an empty Redis, for one platform or for all. */
  async startService(
    replicas: number,
    {
      settings = {},
      onAll = false,
    }: { readonly settings?: Readonly<Record<string, string>>; readonly onAll?: boolean } = {},
  ): Promise<void> {
    await this.killService();
    this.#settings = settings;
    this.#served = onAll ? this.platforms : [this.platform];
    // Only this database of Redis: another version may be running on another one.
    await this.withRedis((redis) => redis.flushdb());
    for (const { standIn } of this.platforms) standIn.faults.clear();
    await Promise.all(Array.from({ length: replicas }, () => this.#addReplica()));
  }

  /** Tries to start a stopped replica with other settings. Returns whether it became ready, and what it printed. */
  async tryStart(
    replica: Replica,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ readonly started: boolean; readonly log: string }> {
    const logFile = join(this.folder, `try-${Date.now()}.log`);
    const index = this.replicas.indexOf(replica);
    try {
      const program = await this.#start(replica.port, index, { settings, logFile });
      program.signal("SIGKILL");
      await program.ended;
      return { started: true, log: await readFile(logFile, "utf8") };
    } catch {
      // It ended before it was ready, which is what a refused start looks like; the log says why.
      return { started: false, log: await readFile(logFile, "utf8") };
    }
  }

  /** Runs one of the service's programs with a replica's settings. Rejects with what it printed if it fails. */
  async runProgram(replica: Replica, program: readonly string[]): Promise<void> {
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME, ...this.#environmentOf(replica.port) };
    await promisify(execFile)(process.execPath, [...program], { env });
  }

  /** Kills the replica, and empties Redis, the database and the replica's data folder. */
  async destroyStores(replica: Replica): Promise<void> {
    replica.program.signal("SIGKILL");
    await replica.program.ended;
    await this.withRedis((redis) => redis.flushall());
    await this.withDatabase((client) =>
      client.query("drop schema public cascade; drop schema pgboss cascade; create schema public"),
    );
    const { DATA_DIR = "" } = this.#environmentOf(replica.port);
    await rm(DATA_DIR, { recursive: true });
  }

  /** Creates an empty database on the same server. */
  async createDatabase(): Promise<string> {
    const name = `fault_${Date.now()}`;
    await this.withDatabase((client) => client.query(`create database ${name}`));
    return Object.assign(new URL(this.#postgres.url), { pathname: `/${name}` }).href;
  }

  /** The settings of a replica on the platform of the command line, with a data folder of its own. */
  serviceSettings(folder: string): Readonly<Record<string, string>> {
    const { bench, standIn } = this.platform;
    return {
      ...serviceSettings(bench, standIn.url, join(this.folder, folder)),
      ONESTOP_USERNAME: onestop.username,
      ONESTOP_PASSWORD: onestop.password,
      QUIET_HOURS: "off",
      DESK_ADMIN_PASSWORD: adminPassword,
    };
  }

  async restart(replica: Replica): Promise<void> {
    replica.program = await this.#start(replica.port, this.replicas.indexOf(replica));
  }

  async killService(): Promise<void> {
    for (const { program } of this.replicas.splice(0)) {
      program.signal("SIGKILL");
      await program.ended;
    }
  }

  async withRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.redis.url);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }

  async withDatabase<T>(
    work: (client: Client) => Promise<T>,
    connectionString = this.#postgres.url,
  ): Promise<T> {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** The service's database. */
  get databaseUrl(): string {
    return this.#postgres.url;
  }

  async countFacts(): Promise<number> {
    const { rows } = await this.withDatabase((client) =>
      client.query("select count(*)::int as facts from turn_fact"),
    );
    return Number(rows[0]?.facts);
  }

  async close(keepFolder: boolean): Promise<void> {
    await this.killService();
    const standIns = this.platforms.map(({ standIn }) => standIn.close());
    await Promise.all([this.redis.stop(), this.#postgres.stop(), ...standIns]);
    if (!keepFolder) await rm(this.folder, { recursive: true, force: true });
  }

  async #addReplica(): Promise<void> {
    const index = this.replicas.length;
    const port = await freePort();
    this.#started += 1;
    const replica = { port, program: await this.#start(port, index) };
    this.replicas.push(replica);
  }

  #platformSettings(dataDir: string): Readonly<Record<string, string>> {
    return Object.assign(
      {},
      ...this.#served.map(({ bench, standIn }) => serviceSettings(bench, standIn.url, dataDir)),
    );
  }

  #start(
    port: number,
    index: number,
    other: { settings?: Readonly<Record<string, string>>; logFile?: string } = {},
  ): Promise<Program> {
    return startProgram({
      command: serviceCommand,
      port,
      logFile: other.logFile ?? join(this.folder, `replica-${index}.log`),
      environment: { ...this.#environmentOf(port), ...other.settings },
    });
  }

  #environmentOf(port: number): Readonly<Record<string, string>> {
    return {
      ...this.#platformSettings(join(this.folder, `run-${this.#started}-${port}`)),
      ONESTOP_USERNAME: onestop.username,
      ONESTOP_PASSWORD: onestop.password,
      QUIET_HOURS: "off",
      REDIS_URL: this.redis.url,
      DATABASE_URL: this.#postgres.url,
      DESK_ADMIN_PASSWORD: adminPassword,
      ...this.#settings,
    };
  }
}
