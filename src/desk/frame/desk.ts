import type { Catalog } from "../../catalog/catalog.ts";
import type { Database } from "../../db/open.ts";
import type { Live } from "../../live/live.ts";
import type { Broadcasts } from "../../notify/broadcasts/broadcast.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import type { TakeReports } from "../../notify/dossiers/take-reports.ts";
import type { TaskBox } from "../../notify/tasks/task-box.ts";
import type { signInThrottle } from "../people/sign-in-throttle.ts";

/** Seals what the desk keeps for a while, such as an uploaded file. */
export interface DeskBox {
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
}

/** All that the desk's pages stand on. */
export interface Desk {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly takeReports: TakeReports;
  readonly dossierBox: DossierBox;
  readonly taskBox: TaskBox;
  readonly broadcasts: Broadcasts;
  readonly box: DeskBox;
  readonly throttle: ReturnType<typeof signInThrottle>;
  readonly botSwitch: Live["botSwitch"];
  /** Has this replica see at once what was changed for all; the others look every few seconds. */
  readonly refreshLive: Live["look"];
  /** Signs chat links that open a dossier. */
  readonly linkKey: string;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
}
