import { createHmac } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { apiPlugin } from "./api/api-plugin.ts";
import { TooManyRequestsError } from "./api/problem.ts";
import { createRecorder } from "./bot/record.ts";
import { resolveReferral } from "./bot/referral.ts";
import { residentKey } from "./bot/state/keys.ts";
import type { Resident } from "./bot/state/turn-store.ts";
import { createTurn, type TurnDependencies } from "./bot/turn.ts";
import { webConversations } from "./bot/web-conversations.ts";
import type { Catalog } from "./catalog/catalog.ts";
import { createSecretBox } from "./channels/secret-box.ts";
import { web } from "./channels/web/web.ts";
import type { Config } from "./config.ts";
import { recordMissedQuestions } from "./db/missed-questions.ts";
import { recordTurnFacts } from "./db/turn-facts.ts";
import { openDesk } from "./desk/desk.ts";
import { converse } from "./flows/engine.ts";
import { healthRoutes } from "./health.ts";
import { buildHttp } from "./http.ts";
import type { LogStream } from "./logging.ts";
import { createMetrics, metricsRoute } from "./metrics.ts";
import { type Notify, openNotify } from "./notify/notify.ts";
import { openParts, type Parts } from "./parts.ts";
import { openPlatforms, type PlatformWiring } from "./platforms.ts";

export interface Service {
  readonly app: FastifyInstance;
  /** Answers what is under way, folds what is left into the record, and closes what was opened. */
  close(): Promise<void>;
}

/** What tests hand in. */
export interface ServiceOverrides {
  readonly now?: () => Date;
  readonly logs?: LogStream;
  /** Requests of one address and messages of one visitor, a minute. */
  readonly requestsPerMinute?: number;
  readonly messagesPerMinute?: number;
}

const recordIntervalMs = 5_000;
/** Of the open API; a whole office may share an address. */
const apiRequestsPerMinute = 1_200;
const hashLength = 32;

/** Opens the parts and wires them together; listening is the caller's. Rejects with what a part rejects with. */
export async function buildService(
  config: Config,
  overrides: ServiceOverrides = {},
): Promise<Service> {
  const app = await buildHttp(config, overrides.logs);
  const parts = await openParts(config, app.log, overrides.now ?? (() => new Date()));
  try {
    return await wire(app, config, parts, overrides);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function wire(
  app: FastifyInstance,
  config: Config,
  parts: Parts,
  overrides: ServiceOverrides,
): Promise<Service> {
  const now = overrides.now ?? (() => new Date());
  const { store, database, catalog } = parts;
  const metrics = createMetrics();
  const recorder = createRecorder({
    store,
    record: async (facts) => {
      await recordTurnFacts(database.db, facts);
      await recordMissedQuestions(database.db, facts);
    },
    onFailure: (err) => app.log.error({ err }, "turn facts wait for the next round"),
  });
  const hashKey = deriveKey(parts.secretKey, "resident hash");
  const hash = (resident: Resident) => hashResident(resident, hashKey);
  const notify = await openNotify({
    ...config,
    database,
    secretKey: parts.secretKey,
    catalog: () => catalog,
    now,
    pushes: new Set([
      ...(config.zalo === null ? [] : ["zalo"]),
      ...(config.messenger === null ? [] : ["messenger"]),
    ]),
    contacts: { hasPhone: config.sms !== null, hasEmail: config.email !== null },
    hashResident: hash,
    settleFacts: async () => {
      // The first may join a round that had begun before.
      await recorder.fold();
      await recorder.fold();
    },
    onError: (err) => app.log.error({ err }, "news waits for the next round"),
  });
  const turn = metrics.measure(openTurn(config, parts, { now, hash, perform: notify.perform }));
  const { erase, takeReceipt } = notify;
  const wiring = { config, parts, metrics, turn, now, erase, takeReceipt };

  await addRoutes(app, wiring, overrides);
  await notify.addRoutes(app);
  await addDesk(app, wiring, notify, overrides);
  const platforms = await openPlatforms(app, wiring);
  const checks = {
    catalog: async () => catalog.procedures,
    store: () => store.ping(),
    database: () => database.ping(),
  };
  // The journal keeps what platforms bring while the store is away.
  healthRoutes(app, checks, parts.journal === null ? [] : ["store"]);
  await app.ready();
  recorder.start(recordIntervalMs);
  platforms.start();
  await notify.start(platforms.outgoing);

  return {
    app,
    close: async () => {
      await app.close();
      await notify.close();
      await platforms.close();
      await recorder.close();
      await parts.close();
    },
  };
}

function openTurn(
  config: Config,
  { store, catalog }: Parts,
  {
    now,
    hash,
    perform,
  }: Pick<TurnDependencies, "now" | "perform"> & {
    readonly hash: TurnDependencies["hashResident"];
  },
) {
  return createTurn({
    store,
    converse,
    perform,
    catalog: () => catalog,
    now,
    hashResident: hash,
    contactPhone: config.contactPhone,
    muteMinutes: config.botMuteMinutes,
  });
}

async function addRoutes(
  app: FastifyInstance,
  { config, parts: { store, catalog, secretKey }, metrics, turn, now }: PlatformWiring,
  overrides: ServiceOverrides,
): Promise<void> {
  metricsRoute(app, metrics, config.metricsToken);
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      max: overrides.requestsPerMinute ?? apiRequestsPerMinute,
      timeWindow: 60_000,
      errorResponseBuilder: () => new TooManyRequestsError(),
    });
    await scope.register(apiPlugin, { catalog: () => catalog, now });
  });
  await app.register(web, {
    conversations: webConversations(store, turn, resolveReferral),
    cookieSecret: deriveKey(secretKey, "web visitor cookie"),
    publicUrl: config.publicUrl,
    lifeDays: config.stateTtlDays,
    now,
    pointName: (id) => activePointName(catalog, id),
    ...overrides,
  });
}

async function addDesk(
  app: FastifyInstance,
  { config, parts: { database, catalog, secretKey }, now }: PlatformWiring,
  { takeReports, broadcasts }: Notify,
  { requestsPerMinute }: ServiceOverrides,
): Promise<void> {
  await openDesk(app, {
    database,
    catalog: () => catalog,
    now,
    takeReports,
    broadcasts,
    secretKey,
    deriveKey: (use) => deriveKey(secretKey, use),
    box: createSecretBox(secretKey, "desk"),
    publicUrl: config.publicUrl,
    firstAdmin: config.deskAdmin,
    tellPassword: (user, password) =>
      console.log(`First desk account: ${user}, password ${password} (shown only this once)`),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  });
}

function activePointName(catalog: Catalog, id: string): string | null {
  const point = catalog.points.get(id);
  return point?.status === "active" ? point.name : null;
}

/** One secret, a key for each use: none tells another. */
function deriveKey(secretKey: string, use: string): string {
  return createHmac("sha256", secretKey).update(use).digest("hex");
}

function hashResident(resident: Resident, key: string): string {
  return createHmac("sha256", key).update(residentKey(resident)).digest("hex").slice(0, hashLength);
}
