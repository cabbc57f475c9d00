import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import type { Database } from "../db/open.ts";
import { isServerAway, ProblemError } from "../http/problem.ts";
import { limitRequests } from "../http/rate-limit.ts";
import type { Reach } from "../links/reach.ts";
import type { RuntimeOverrides } from "../live/runtime-overrides.ts";
import type { BroadcastService } from "../notify/broadcasts/broadcast-service.ts";
import type { ColleagueAddresses } from "../notify/colleagues/addresses.ts";
import type { WebPush } from "../notify/colleagues/web-push.ts";
import { createDossierBox } from "../notify/dossiers/dossier-box.ts";
import type { IngestReports } from "../notify/dossiers/ingest-reports.ts";
import type { UndoReports } from "../notify/dossiers/undo-reports.ts";
import type { Inbox } from "../notify/inbox/inbox.ts";
import type { PreviewUpdates } from "../notify/preview/update-preview.ts";
import { createTaskBox } from "../notify/tasks/task-box.ts";
import { createAttemptCounter } from "../security/attempt-counter.ts";
import { deriveKey } from "../security/derive-key.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { createFirstAdmin, type FirstAdmin } from "./accounts/first-admin.ts";
import { createImportRunner } from "./dossiers/import/import-runner.ts";
import { createTableReader } from "./files/table-reader.ts";
import { serveDeskAssets } from "./framework/assets.ts";
import { createGuard } from "./framework/guard.ts";
import { registerRoutes } from "./framework/register-routes.ts";
import { createRender } from "./framework/render.ts";
import { createDeskErrorHandler, type Responder } from "./framework/respond.ts";
import type { DeskContext } from "./framework/route.ts";
import { createPasswordStrength } from "./identity/password-strength.ts";
import { createSignInAttempts } from "./identity/sign-in-attempts.ts";
import { readShownCounts } from "./notices/live-counts.ts";
import { scheduleDeskRetention } from "./retention.ts";
import { deskRoutes } from "./routes.ts";

interface DeskOptions {
  readonly database: Database;
  /** The present catalogue and switch. */
  readonly live: Omit<RuntimeOverrides, "refresh" | "start" | "close">;
  readonly now: () => Date;
  readonly ingestReports: IngestReports;
  readonly undoReports: UndoReports;
  readonly previewUpdates: PreviewUpdates;
  readonly broadcasts: BroadcastService;
  readonly inbox: Inbox;
  readonly addresses: ColleagueAddresses;
  readonly webPush: WebPush;
  readonly secretKey: string;
  /** Keys hashes and signatures that must outlive a change of SECRET_KEY. */
  readonly hashKey: string;
  readonly publicUrl: string;
  readonly reach: () => Promise<Reach>;
  /** A version of the catalogue is activated by a second person only. */
  readonly catalogNeedsSecond: boolean;
  readonly contactPhone: string | null;
  readonly firstAdmin: FirstAdmin;
  /** Receives the account that was made for want of an administrator. A generated password is shown nowhere else. */
  readonly reportFirstAdmin: (made: FirstAdmin) => void;
  /** The limit for all requests of one address: an office may share one. */
  readonly requestsPerMinute?: number;
}

const defaultRequestsPerMinute = 1_200;

/** Opens the desk under /desk and makes its first account if it has none. Rejects if the database fails. */
export async function openDesk(app: FastifyInstance, options: DeskOptions): Promise<void> {
  const { database, now, firstAdmin } = options;
  const made = await createFirstAdmin(database, firstAdmin, now());
  if (made !== null) options.reportFirstAdmin(made);
  await scheduleDeskRetention(database, now);
  await app.register((scope) => addDesk(scope, options));
}

async function addDesk(app: FastifyInstance, options: DeskOptions): Promise<void> {
  const { hashKey, publicUrl, requestsPerMinute = defaultRequestsPerMinute } = options;
  const { origin, protocol } = new URL(publicUrl);
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart);
  await limitRequests(app, { requestsPerMinute, createError: tooManyRequests });
  const passwordStrength = createPasswordStrength();
  app.addHook("onClose", () => passwordStrength.close());
  const tables = createTableReader();
  app.addHook("onClose", () => tables.close());
  const streams = new Set<AbortController>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.abort();
  });
  const context = { ...createContext(options), passwordStrength, tables };
  const imports = createImportRunner(context, {
    // An outage is logged by what waits for its end, and not every few seconds.
    onError: (error) => {
      if (isServerAway(error)) return;
      app.log.error({ err: error }, "an import of updates stopped; it is tried again");
    },
  });
  imports.start();
  app.addHook("onClose", () => imports.close());
  const desk = { ...context, imports };
  const render = createRender(serveDeskAssets(app));
  const responder: Responder = {
    render,
    isSecure: protocol === "https:",
    streams,
    countWaiting: async ({ session }) =>
      session === null
        ? null
        : readShownCounts(options.database.db, session.account, options.now()),
  };
  const guard = createGuard(desk, deriveKey(hashKey, "desk forms"), origin);
  app.setErrorHandler(createDeskErrorHandler(responder, guard.identify));
  registerRoutes(app, deskRoutes, { desk, responder, guard });
}

function createContext(
  options: DeskOptions,
): Omit<DeskContext, "passwordStrength" | "tables" | "imports"> {
  const { database, live, now, ingestReports, undoReports, previewUpdates, broadcasts } = options;
  const { secretKey, hashKey, publicUrl } = options;
  const attempts = createAttemptCounter(database.db, hashKey);
  return {
    database,
    catalog: live.catalog,
    live,
    needsSecondPerson: options.catalogNeedsSecond,
    contactPhone: options.contactPhone,
    botSwitch: live.botSwitch,
    refreshOverrides: live.tryRefresh,
    now,
    ingestReports,
    undoReports,
    previewUpdates,
    broadcasts,
    inbox: options.inbox,
    taskBox: createTaskBox(secretKey),
    addresses: options.addresses,
    webPush: options.webPush,
    dossierBox: createDossierBox(secretKey),
    box: createSecretBox(secretKey, "desk"),
    attempts,
    signInAttempts: createSignInAttempts(attempts, deriveKey(hashKey, "desk devices")),
    linkKey: deriveKey(hashKey, "chat link"),
    publicUrl,
    reach: options.reach,
  };
}

function tooManyRequests(retryAfterSeconds: number): ProblemError {
  return new ProblemError(429, "too-many-requests", "Quá nhiều yêu cầu, bạn chờ một phút.", {
    retryAfterSeconds,
  });
}
