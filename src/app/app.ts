import { createHmac } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { apiPlugin } from "../api/api-plugin.ts";
import { ConversationCache, withCacheEviction } from "../bot/conversation-cache.ts";
import { createFactRecorder } from "../bot/fact-recorder.ts";
import { createTurnProcessor, type TurnProcessorOptions } from "../bot/process-turn.ts";
import { createReferrals } from "../bot/referrals.ts";
import { residentName } from "../bot/store/keys.ts";
import { createWebConversations } from "../bot/web-conversations.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Resident } from "../channels/resident.ts";
import { webPlugin } from "../channels/web/web.ts";
import type { Config } from "../config/config.ts";
import { recordMissedQuestions } from "../db/queries/missed-questions.ts";
import { recordTurnFacts } from "../db/queries/turn-facts.ts";
import { openDesk } from "../desk/desk.ts";
import { converse } from "../flows/engine/engine.ts";
import { healthRoutes } from "../http/health.ts";
import type { LogStream } from "../http/logging.ts";
import { TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import { buildHttpServer } from "../http/server.ts";
import { describeLink } from "../links/describe-link.ts";
import { recordLinkOpened } from "../links/link-counts.ts";
import { type LinkDependencies, openLink } from "../links/open-link.ts";
import { type Notify, openNotify } from "../notify/notify.ts";
import { deriveKey } from "../security/derive-key.ts";
import { connectPlatforms, openChannels, type PlatformWiring } from "./channels.ts";
import { createMetrics, metricsRoute } from "./metrics.ts";
import { openParts, type Parts } from "./resources.ts";

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

/** What the desk changes is in effect within 5 seconds on every replica. */
const liveIntervalMs = 2_000;
/** Of the open API; a whole office may share an address. */
const apiRequestsPerMinute = 1_200;
const hashLength = 32;

/** Opens the parts and wires them together; listening is the caller's. Rejects with what a part rejects with. */
export async function buildService(
  config: Config,
  overrides: ServiceOverrides = {},
): Promise<Service> {
  const app = await buildHttpServer(config, overrides.logs);
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
  opened: Parts,
  overrides: ServiceOverrides,
): Promise<Service> {
  const now = overrides.now ?? (() => new Date());
  const recent = new ConversationCache({ now });
  const parts = { ...opened, store: withCacheEviction(opened.store, recent) };
  const { store, database, live } = parts;
  const metrics = createMetrics();
  const recorder = createFactRecorder({
    store,
    record: async (facts) => {
      await recordTurnFacts(database.db, facts);
      await recordMissedQuestions(database.db, facts);
    },
    onFailure: (err) => app.log.error({ err }, "turn facts wait for the next round"),
  });
  const hashKey = deriveKey(parts.secretKey, "resident hash");
  const hash = (resident: Resident) => hashResident(resident, hashKey);
  const channels = await openChannels({ config, parts, metrics, now }, app.log);
  const notify = await openNotify({
    ...config,
    database,
    transport: channels.transport,
    secretKey: parts.secretKey,
    now,
    catalog: live.catalog,
    pushChannels: new Set([
      ...(config.zalo === null ? [] : ["zalo"]),
      ...(config.messenger === null ? [] : ["messenger"]),
    ]),
    contacts: { hasPhone: config.sms !== null, hasEmail: config.email !== null },
    hashResident: hash,
    flushFacts: recorder.flush,
    onError: (err) => app.log.error({ err }, "news waits for the next round"),
  });
  const turn = metrics.measure(
    openTurn(config, parts, { now, hash, cache: recent, perform: notify.perform }),
  );
  const opening = linkOpeningOf(parts, now);
  const referrals = createReferrals((code, resident) => openLink(opening, code, hash(resident)));
  const { erase, recordReceipt: takeReceipt } = notify;
  const wiring = { config, parts, metrics, turn, now, referrals, erase, takeReceipt };

  await addRoutes(app, wiring, overrides);
  await notify.addRoutes(app);
  await addDesk(app, wiring, notify, overrides);
  const platforms = await connectPlatforms(app, channels, wiring);
  const checks = {
    catalog: async () => live.catalog().procedures,
    store: () => store.ping(),
    database: () => database.ping(),
  };
  // The journal keeps what platforms bring while the store is away.
  healthRoutes(app, checks, parts.journal === null ? [] : ["store"]);
  await app.ready();
  recorder.start();
  live.start(liveIntervalMs);
  platforms.start();
  await notify.start();

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
  { store, live }: Parts,
  {
    hash,
    ...given
  }: Required<Pick<TurnProcessorOptions, "now" | "perform" | "cache">> & {
    readonly hash: TurnProcessorOptions["hashResident"];
  },
) {
  return createTurnProcessor({
    ...given,
    store,
    converse,
    catalog: live.catalog,
    botSwitch: live.botSwitch,
    hashResident: hash,
    contactPhone: config.contactPhone,
    muteMinutes: config.botMuteMinutes,
  });
}

async function addRoutes(
  app: FastifyInstance,
  { config, parts, metrics, turn, now, referrals }: PlatformWiring,
  overrides: ServiceOverrides,
): Promise<void> {
  const { store, live, secretKey } = parts;
  const linkOpening = linkOpeningOf(parts, now);
  metricsRoute(app, metrics, config.metricsToken);
  await app.register(async (scope) => {
    await limitRequests(scope, {
      requestsPerMinute: overrides.requestsPerMinute ?? apiRequestsPerMinute,
      createError: () => new TooManyRequestsError(),
    });
    await scope.register(apiPlugin, { catalog: live.catalog, now });
  });
  await app.register(webPlugin, {
    conversations: createWebConversations(store, turn, referrals),
    cookieSecret: deriveKey(secretKey, "web visitor cookie"),
    publicUrl: config.publicUrl,
    lifeDays: config.stateTtlDays,
    now,
    links: {
      find: (code, language) =>
        describeLink({ ...linkOpening, catalog: live.catalog }, code, language),
      opened: (id) => recordLinkOpened(linkOpening.db, id, now()),
    },
    linkChannels: {
      zaloOaId: config.zalo?.oaId ?? null,
      zaloMiniAppId: config.zalo?.miniAppId ?? null,
      messengerPageId: config.messenger?.pageId ?? null,
      contactPhone: config.contactPhone,
    },
    pointName: (id) => activePointName(live.catalog(), id),
    ...overrides,
  });
}

async function addDesk(
  app: FastifyInstance,
  { config, parts: { database, live, secretKey }, now }: PlatformWiring,
  { ingestReports, broadcasts }: Notify,
  { requestsPerMinute }: ServiceOverrides,
): Promise<void> {
  await openDesk(app, {
    database,
    live,
    now,
    ingestReports,
    broadcasts,
    secretKey,
    publicUrl: config.publicUrl,
    firstAdmin: config.deskAdmin,
    reportPassword: (user, password) =>
      console.log(`First desk account: ${user}, password ${password} (shown only this once)`),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  });
}

function activePointName(catalog: Catalog, id: string): string | null {
  const point = catalog.points.get(id);
  return point?.status === "active" ? point.name : null;
}

function linkOpeningOf({ database, secretKey }: Parts, now: () => Date): LinkDependencies {
  return { db: database.db, key: deriveKey(secretKey, "chat link"), now };
}

function hashResident(resident: Resident, key: string): string {
  return createHmac("sha256", key)
    .update(residentName(resident))
    .digest("hex")
    .slice(0, hashLength);
}
