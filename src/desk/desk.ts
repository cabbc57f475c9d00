import type { FastifyInstance } from "fastify";
import type { Database } from "../db/open.ts";
import type { RuntimeOverrides } from "../live/runtime-overrides.ts";
import type { BroadcastService } from "../notify/broadcasts/broadcast-service.ts";
import { createDossierBox } from "../notify/dossiers/dossier-box.ts";
import type { IngestReports } from "../notify/dossiers/ingest-reports.ts";
import { createTaskBox } from "../notify/tasks/task-box.ts";
import type { SecretBox } from "../security/secret-box.ts";
import { type FirstAdmin, makeFirstAdmin } from "./accounts/first-admin.ts";
import { deskPlugin } from "./desk-plugin.ts";
import type { DeskContext } from "./framework/context.ts";
import { signInThrottle } from "./identity/sign-in-throttle.ts";
import { keepDeskRetention } from "./retention.ts";

export interface DeskOptions {
  readonly database: Database;
  /** The catalogue and the switch of the moment. */
  readonly live: Pick<RuntimeOverrides, "catalog" | "botSwitch" | "tryRefresh">;
  readonly now: () => Date;
  readonly takeReports: IngestReports;
  readonly broadcasts: BroadcastService;
  readonly secretKey: string;
  /** A key for each use, derived from the secret one. */
  readonly deriveKey: (use: string) => string;
  readonly box: SecretBox;
  readonly publicUrl: string;
  readonly firstAdmin: FirstAdmin;
  /** Hears the password that was made for the first account: the only time that it is told. */
  readonly reportPassword: (user: string, password: string) => void;
  readonly requestsPerMinute?: number;
}

const requestsPerMinute = 1_200;

/** Opens the desk under /desk, with its first account where it has none yet. Rejects with what the database does. */
export async function openDesk(app: FastifyInstance, options: DeskOptions): Promise<void> {
  const { database, live, now, takeReports, box, publicUrl, firstAdmin, deriveKey } = options;
  const made = await makeFirstAdmin(database, firstAdmin, now());
  if (made !== null) options.reportPassword(firstAdmin.user, made);
  await keepDeskRetention(database, now);
  const desk: DeskContext = {
    database,
    catalog: live.catalog,
    botSwitch: live.botSwitch,
    refreshLive: live.tryRefresh,
    linkKey: deriveKey("chat link"),
    now,
    takeReports,
    broadcasts: options.broadcasts,
    dossierBox: createDossierBox(options.secretKey),
    taskBox: createTaskBox(options.secretKey),
    box,
    throttle: signInThrottle(deriveKey("desk sign-in throttle")),
    publicUrl,
  };
  await app.register(deskPlugin, {
    desk,
    csrfKey: deriveKey("desk forms"),
    requestsPerMinute: options.requestsPerMinute ?? requestsPerMinute,
  });
}
