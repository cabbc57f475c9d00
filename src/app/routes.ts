import type { FastifyInstance } from "fastify";
import { apiPlugin } from "../api/api-plugin.ts";
import type { IntakeOptions } from "../bot/intake.ts";
import type { PreviewTurn } from "../bot/preview-turn.ts";
import type { Referrals } from "../bot/referrals.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import { createWebConversations } from "../bot/web-conversations.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { webPlugin } from "../channels/web/web.ts";
import type { Config } from "../config/config.ts";
import type { FirstAdmin } from "../desk/accounts/first-admin.ts";
import { scheduleAuditHead } from "../desk/audit/audit-head-job.ts";
import { scheduleDueMail } from "../desk/catalog-due/due-mail-job.ts";
import { openDesk } from "../desk/desk.ts";
import { createCachedCheck, healthRoutes } from "../http/health.ts";
import { TooManyRequestsError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import type { LogFailure } from "../http/repeated-log.ts";
import { securityTxtRoute } from "../http/security-txt.ts";
import { describeLink } from "../links/describe-link.ts";
import { recordLinkOpened } from "../links/link-counts.ts";
import type { LinkDependencies } from "../links/look-up-code.ts";
import type { Reach } from "../links/reach.ts";
import type { Notify } from "../notify/notify.ts";
import type { KeptLists } from "../pages/kept/kept-lists.ts";
import { pagesPlugin } from "../pages/pages.ts";
import { createMostAsked } from "../pages/wall/most-asked.ts";
import { pictureRoutes } from "../pictures/picture-routes.ts";
import { deriveKeys } from "../security/derive-key.ts";
import { createHeadPublisher } from "./audit-heads.ts";
import { type Metrics, metricsRoute } from "./metrics.ts";
import { exposeOperatingMetrics } from "./operating-metrics.ts";
import { createOperatorMailer } from "./operator-mail.ts";
import type { Resources } from "./resources.ts";

/** Absent: each route's own default. */
export interface RateLimits {
  /** Requests of one address. */
  readonly requestsPerMinute?: number;
  /** Messages of one visitor of the web page. */
  readonly messagesPerMinute?: number;
}

export interface RouteOptions {
  readonly resources: Resources;
  readonly store: TurnStore;
  readonly processTurn: IntakeOptions["processTurn"];
  readonly previewTurn: PreviewTurn;
  readonly referrals: Referrals;
  readonly links: LinkDependencies;
  readonly reach: () => Promise<Reach>;
  readonly keptLists: KeptLists;
  readonly notify: Notify;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly logFailure: LogFailure;
  readonly limits: RateLimits;
  /** Absent: the first account of the desk is printed. */
  readonly reportFirstAdmin?: ((made: FirstAdmin) => void) | undefined;
}

/** Of the open API. A whole office may share an address. */
const apiRequestsPerMinute = 1_200;

/** Adds every route but the platforms' webhooks: health, metrics, API, pictures, chat, pages that stay, one-stop intake, desk. */
export async function addRoutes(
  app: FastifyInstance,
  config: Config,
  options: RouteOptions,
): Promise<void> {
  const { metrics, notify } = options;
  metrics.countRequests(app);
  securityTxtRoute(app, { ...config, now: options.now });
  metricsRoute(app, metrics, config.metricsToken);
  await addApi(app, options);
  await pictureRoutes(app);
  await addWebPage(app, config, options);
  await addPages(app, config, options);
  await notify.addRoutes(app);
  await addDesk(app, config, options);
  addHealth(app, config, options);
}

/** Each check writes, because a server that only reads, or whose disk is full, is of no use. */
function addHealth(
  app: FastifyInstance,
  { dataDir }: Config,
  { resources: { live, database, journal }, store, metrics, notify, now, logFailure }: RouteOptions,
): void {
  const cached = (check: () => Promise<unknown>) =>
    createCachedCheck(check, (error) => logFailure("error", error, "the service is not ready"));
  const checks = {
    catalog: async () => live.catalog().procedures,
    store: cached(() => store.ping()),
    database: cached(() => database.ping()),
    ...(journal !== null && { journal: cached(() => journal.probe()) }),
  };
  exposeOperatingMetrics(metrics, { checks, store, database, notify, dataDir, now });
  // The journal keeps what platforms send while the store is away.
  healthRoutes(app, checks, journal === null ? [] : ["store", "journal"]);
}

async function addApi(
  app: FastifyInstance,
  { resources: { live }, now, limits }: RouteOptions,
): Promise<void> {
  await app.register(async (scope) => {
    await limitRequests(scope, {
      requestsPerMinute: limits.requestsPerMinute ?? apiRequestsPerMinute,
      createError: () => new TooManyRequestsError(),
    });
    await scope.register(apiPlugin, { catalog: live.catalog, now });
  });
}

async function addWebPage(
  app: FastifyInstance,
  config: Config,
  {
    resources: { live, secretKey },
    store,
    processTurn,
    previewTurn,
    referrals,
    links,
    reach,
    metrics,
    now,
    logFailure,
    limits,
  }: RouteOptions,
): Promise<void> {
  const onFailure = (error: unknown) => {
    metrics.countFailedMessage();
    logFailure("error", error, "a visitor got an apology: no turn can be run for the message");
  };
  await app.register(webPlugin, {
    conversations: createWebConversations(store, processTurn, referrals, previewTurn, onFailure),
    cookieSecrets: deriveKeys(secretKey, "web visitor cookie"),
    publicUrl: config.publicUrl,
    lifeDays: config.stateTtlDays,
    now,
    links: {
      find: (code, reader) => describeLink({ ...links, catalog: live.catalog }, code, reader),
      opened: (id) => recordLinkOpened(links.db, id, now()),
    },
    linkChannels: async () => {
      const { zalo, messenger, isPublic } = await reach();
      return {
        zaloOaId: zalo?.id ?? null,
        zaloMiniAppId: config.zalo?.miniAppId ?? null,
        messengerPageId: messenger?.id ?? null,
        zaloName: zalo?.name ?? null,
        messengerName: messenger?.name ?? null,
        contactPhone: config.contactPhone,
        isPublic,
      };
    },
    privacy: { keptDays: config.retentionDays, asksModel: config.languageModel !== null },
    pointName: (id) => activePointName(live.catalog(), id),
    lifeEvents: () => live.catalog().lifeEvents,
    ...limits,
  });
}

async function addPages(
  app: FastifyInstance,
  { publicUrl, contactPhone }: Config,
  {
    resources: { live, database },
    keptLists,
    now,
    logFailure,
    limits: { requestsPerMinute },
  }: RouteOptions,
): Promise<void> {
  await app.register(pagesPlugin, {
    catalog: live.catalog,
    now,
    keptLists,
    publicUrl,
    contactPhone,
    mostAsked: createMostAsked({
      db: database.db,
      now,
      onFailure: (error) => logFailure("warn", error, "the wall shows what was asked before"),
    }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  });
}

async function addDesk(
  app: FastifyInstance,
  config: Config,
  {
    resources: { database, live, secretKey, hashKey },
    notify,
    now,
    limits,
    reach,
    reportFirstAdmin = printFirstAdmin,
  }: RouteOptions,
): Promise<void> {
  const { requestsPerMinute } = limits;
  await openDesk(app, {
    database,
    live,
    now,
    ingestReports: notify.ingestReports,
    undoReports: notify.undoReports,
    previewUpdates: notify.previewUpdates,
    broadcasts: notify.broadcasts,
    inbox: notify.inbox,
    addresses: notify.addresses,
    webPush: notify.webPush,
    secretKey,
    hashKey,
    publicUrl: config.publicUrl,
    reach,
    catalogNeedsSecond: config.catalogNeedsSecond,
    contactPhone: config.contactPhone,
    firstAdmin: config.deskAdmin,
    reportFirstAdmin,
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  });
  await scheduleAuditHead(database, {
    publishHead: createHeadPublisher(config, now),
    onBroken: ({ position, entryId, reason }) =>
      app.log.error({ position, entry: entryId, reason }, "the audit trail was changed"),
  });
  await scheduleDueMail(database, {
    catalog: live.catalog,
    now,
    publicUrl: config.publicUrl,
    sendMail: createOperatorMailer(config.email, config.catalogDueEmail),
  });
}

function printFirstAdmin({ user, password }: FirstAdmin): void {
  console.log(
    password === null
      ? `Desk account of an administrator: ${user}, with DESK_ADMIN_PASSWORD`
      : `First desk account: ${user}, password ${password} (shown only this once; change it if this output is kept)`,
  );
}

function activePointName(catalog: Catalog, id: string): string | null {
  const point = catalog.points.get(id);
  return point?.status === "active" ? point.name : null;
}
