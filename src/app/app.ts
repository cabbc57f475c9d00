import type { FastifyInstance } from "fastify";
import { ConversationCache, withCacheEviction } from "../bot/conversation-cache.ts";
import { createFactRecorder } from "../bot/fact-recorder.ts";
import { createTurnPreview } from "../bot/preview-turn.ts";
import { createTurnProcessor } from "../bot/process-turn.ts";
import { createReferrals } from "../bot/referrals.ts";
import type { Config } from "../config/config.ts";
import type { Database } from "../db/open.ts";
import { recordMissedQuestions } from "../db/queries/missed-questions.ts";
import { recordTurnFacts } from "../db/queries/turn-facts.ts";
import type { FirstAdmin } from "../desk/accounts/first-admin.ts";
import { converse } from "../flows/converse.ts";
import type { LogStream } from "../http/logging.ts";
import { createFailureLog } from "../http/repeated-log.ts";
import { buildHttpServer } from "../http/server.ts";
import { openLink } from "../links/open-link.ts";
import type { Inbox } from "../notify/inbox/inbox.ts";
import { openNotify } from "../notify/notify.ts";
import { createErrorPage } from "../pages/errors/error-page.ts";
import { keepList } from "../pages/kept/keep-list.ts";
import { createListCodes } from "../pages/kept/list-code.ts";
import { createAttemptCounter } from "../security/attempt-counter.ts";
import { deriveKey } from "../security/derive-key.ts";
import { openChannels } from "./channels.ts";
import { addWebhooks } from "./incoming.ts";
import { openLanguageModel } from "./language-model.ts";
import { createMetrics } from "./metrics.ts";
import { createReach } from "./reach.ts";
import { openReplies } from "./replies.ts";
import { createResidentHash } from "./resident-hash.ts";
import { openResources, type Resources } from "./resources.ts";
import { addRoutes, type RateLimits } from "./routes.ts";
import { scheduleFileRewrite } from "./store-files.ts";

export interface Service {
  readonly app: FastifyInstance;
  /** Answers the requests under way, writes what is left to the durable record, and closes what was opened. */
  close(): Promise<void>;
}

/** Tests and the sandbox pass these. */
export interface ServiceOverrides extends RateLimits {
  readonly now?: () => Date;
  readonly logs?: LogStream;
  /** Receives what colleagues do with residents' conversations, to do it without their pages. */
  readonly onInbox?: (inbox: Inbox, database: Database) => void;
  /** Receives the account that an empty desk begins with, which is printed otherwise. */
  readonly reportFirstAdmin?: (made: FirstAdmin) => void;
}

/** A change at the desk takes effect within 5 seconds on every replica. */
const overridesIntervalMs = 2_000;

/** Builds the whole service; the caller listens. Rejects with the error of the first part that cannot be opened. */
export async function buildService(
  config: Config,
  overrides: ServiceOverrides = {},
): Promise<Service> {
  const now = overrides.now ?? (() => new Date());
  const app = await buildHttpServer(config, {
    logs: overrides.logs,
    errorPage: createErrorPage(config.publicUrl),
  });
  await using opened = new AsyncDisposableStack();
  const resources = await openResources(config, app.log, now);
  opened.defer(() => resources.close());
  await connect(app, config, { resources, now, opened, overrides });
  // From here on the caller closes; until here a failure closes what is open, the last part first.
  const parts = opened.move();
  return { app, close: () => parts.disposeAsync() };
}

interface Surroundings {
  readonly resources: Resources;
  readonly now: () => Date;
  /** Closes its parts in reverse order: incoming requests end first, connections last. */
  readonly opened: AsyncDisposableStack;
  readonly overrides: ServiceOverrides;
}

/** Each part is built after the parts it uses, from the ways out to the ways in. */
async function connect(
  app: FastifyInstance,
  config: Config,
  { resources, now, opened, overrides }: Surroundings,
): Promise<void> {
  const { log } = app;
  const { secretKey, hashKey, live, database } = resources;
  const cache = new ConversationCache({ now });
  const store = withCacheEviction(resources.store, cache);
  const metrics = createMetrics();
  const logFailure = createFailureLog(log, now);
  const hashResident = createResidentHash(hashKey);

  const facts = createFactRecorder({
    store,
    record: async (turnFacts) => {
      await recordTurnFacts(database.db, turnFacts);
      await recordMissedQuestions(database.db, turnFacts);
    },
    onFailure: (error) => logFailure("error", error, "turn facts are retried in the next round"),
  });
  opened.defer(() => facts.close());
  const channels = await openChannels(config, { resources, store, metrics, now, log });
  opened.defer(() => channels.close());
  const replies = openReplies({
    store,
    channels,
    metrics,
    log,
    logFailure,
    recordLine: (outcome) => notify.recordLine(outcome),
  });
  opened.defer(() => replies.close());

  const notify = await openNotify({
    ...config,
    database,
    secretKey,
    hashKey,
    now,
    catalog: live.catalog,
    transport: channels.transport,
    pushChannels: channels.pushChannels,
    contacts: { hasPhone: config.sms !== null, hasEmail: config.email !== null },
    hashResident,
    flushFacts: facts.flush,
    runDeskTurn: (turn) => processTurn({ ...turn, said: null, address: null }),
    isPageOpen: store.isWatched,
    onError: (error) => logFailure("error", error, "notifications are retried in the next round"),
  });
  opened.defer(() => notify.close());
  overrides.onInbox?.(notify.inbox, database);
  const conversing = {
    store,
    converse,
    catalog: live.catalog,
    botSwitch: live.botSwitch,
    now,
    contactPhone: config.contactPhone,
    muteMinutes: config.botMuteMinutes,
  };
  const model = openLanguageModel(config.languageModel, { now, metrics, logFailure });
  const attempts = createAttemptCounter(database.db, hashKey);
  const keptLists = { db: database.db, codes: createListCodes(hashKey), attempts };
  const keeping = { ...keptLists, publicUrl: config.publicUrl, now };
  const processTurn = metrics.measure(
    createTurnProcessor({
      ...conversing,
      cache,
      mayAskModel: model !== null,
      perform: async (request, caller) => {
        if (request.port === "language.read")
          return (await model?.choose(request, caller.eventId)) ?? null;
        if (request.port !== "list.keep") return notify.perform(request, caller);
        const { eventId, resident } = caller;
        return keepList(keeping, request, { resident: hashResident(resident), eventId });
      },
      hashResident,
    }),
  );
  const links = { db: database.db, key: deriveKey(hashKey, "chat link"), now, attempts };
  const referrals = createReferrals((code, resident, address) =>
    openLink(links, code, { resident: hashResident(resident), address }),
  );

  const webhooks = await addWebhooks(app, {
    channels,
    store,
    journal: resources.journal,
    processTurn,
    referrals,
    notify,
    metrics,
    now,
    log,
    logFailure,
  });
  opened.defer(() => webhooks.close());
  opened.defer(() => app.close());
  await addRoutes(app, config, {
    resources,
    store,
    processTurn,
    previewTurn: createTurnPreview(conversing),
    referrals,
    links,
    keptLists,
    reach: createReach(config, channels.platforms, now),
    notify,
    metrics,
    now,
    logFailure,
    limits: overrides,
    reportFirstAdmin: overrides.reportFirstAdmin,
  });
  await app.ready();

  await scheduleFileRewrite({ jobs: database.jobs, store, metrics, now, log });
  facts.start();
  live.start(overridesIntervalMs);
  channels.start();
  webhooks.start();
  replies.start();
  await notify.start();
}
