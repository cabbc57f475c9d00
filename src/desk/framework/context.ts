import type { Catalog } from "../../catalog/catalog.ts";
import type { Database } from "../../db/open.ts";
import type { RuntimeOverrides } from "../../live/runtime-overrides.ts";
import type { BroadcastService } from "../../notify/broadcasts/broadcast-service.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import type { IngestReports } from "../../notify/dossiers/ingest-reports.ts";
import type { TaskBox } from "../../notify/tasks/task-box.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import type { signInThrottle } from "../identity/sign-in-throttle.ts";

/** All that the desk's pages stand on. */
export interface DeskContext {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly takeReports: IngestReports;
  readonly dossierBox: DossierBox;
  readonly taskBox: TaskBox;
  readonly broadcasts: BroadcastService;
  readonly box: SecretBox;
  readonly throttle: ReturnType<typeof signInThrottle>;
  readonly botSwitch: RuntimeOverrides["botSwitch"];
  /** Has this replica see at once what was changed for all; the others look every few seconds. */
  readonly refreshLive: RuntimeOverrides["tryRefresh"];
  /** Signs chat links that open a dossier. */
  readonly linkKey: string;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
}
