import type { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Database } from "../../db/open.ts";
import type { Reach } from "../../links/reach.ts";
import type { RuntimeOverrides } from "../../live/runtime-overrides.ts";
import type { BroadcastService } from "../../notify/broadcasts/broadcast-service.ts";
import type { ColleagueAddresses } from "../../notify/colleagues/addresses.ts";
import type { WebPush } from "../../notify/colleagues/web-push.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import type { IngestReports } from "../../notify/dossiers/ingest-reports.ts";
import type { UndoReports } from "../../notify/dossiers/undo-reports.ts";
import type { Inbox } from "../../notify/inbox/inbox.ts";
import type { PreviewUpdates } from "../../notify/preview/update-preview.ts";
import type { TaskBox } from "../../notify/tasks/task-box.ts";
import type { AttemptCounter } from "../../security/attempt-counter.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import type { TableReader } from "../files/table-reader.ts";
import type { Account } from "../identity/account.ts";
import type { PasswordStrength } from "../identity/password-strength.ts";
import type { Role } from "../identity/roles.ts";
import type { Session } from "../identity/sessions.ts";
import type { SignInAttempts } from "../identity/sign-in-attempts.ts";
import type { ViewResult } from "./view-result.ts";

/** Everything that the desk's pages need. */
export interface DeskContext {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly ingestReports: IngestReports;
  readonly undoReports: UndoReports;
  readonly previewUpdates: PreviewUpdates;
  readonly dossierBox: DossierBox;
  readonly broadcasts: BroadcastService;
  /** The conversations that residents have with colleagues. */
  readonly inbox: Inbox;
  /** Opens their words, for the list. */
  readonly taskBox: TaskBox;
  /** Where colleagues receive notices of their work. */
  readonly addresses: ColleagueAddresses;
  readonly webPush: WebPush;
  /** Seals what the desk stores for a while, such as an uploaded file. */
  readonly box: SecretBox;
  readonly attempts: AttemptCounter;
  readonly signInAttempts: SignInAttempts;
  readonly passwordStrength: PasswordStrength;
  /** Reads tables from uploaded files. */
  readonly tables: TableReader;
  /** Checks and sends large files in the background; waking it says that there may be one. */
  readonly imports: { readonly wake: () => void };
  /** The records under the catalogue, and catalogues of changed ones, for versions. */
  readonly live: Pick<
    RuntimeOverrides,
    "records" | "leftOut" | "recordsOn" | "draftCatalog" | "catalogWithAlias"
  >;
  /** A version of the catalogue is activated by a second person only. */
  readonly needsSecondPerson: boolean;
  /** The number to call for a person; null if none is configured. */
  readonly contactPhone: string | null;
  readonly botSwitch: RuntimeOverrides["botSwitch"];
  /** Makes this replica read at once what was changed for all; the others refresh every few seconds. */
  readonly refreshOverrides: RuntimeOverrides["tryRefresh"];
  /** Signs chat links that open a dossier. */
  readonly linkKey: string;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  /** How residents reach this installation. */
  readonly reach: () => Promise<Reach>;
}

/** A file that was sent with a form. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
}

/** A request that was read and is allowed. Everything in it except the account is as it was sent: parse it. */
export interface DeskRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: Upload | null;
  readonly address: string;
  readonly userAgent: string | undefined;
  /** Marks a device in which owners of accounts have signed in; "" if there is none. */
  readonly deviceCookie: string;
  /** The token of a sign-in that waits for its second step; null: none. */
  readonly signInStep: string | null;
  readonly now: Date;
}

export interface SignedInRequest extends DeskRequest {
  readonly account: Account;
  readonly session: Session;
}

/** The owner of a thing: only accounts of this agency or point and administrators reach it; all null: administrators only. */
export interface Owner {
  readonly agencyId?: number | null;
  readonly pointId?: string | null;
  /** To whom it was given: they reach it even if it is another team's. */
  readonly accountId?: number | null;
}

interface RouteSchemas {
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

interface RouteBase {
  readonly method: "GET" | "POST";
  /** Below /desk. */
  readonly path: string;
  /** For the reader of the table: what the route is for, in a phrase. */
  readonly purpose: string;
  /** What programs send and get, for `/desk/openapi.json`. Absent: the route is not in it. */
  readonly api?: RouteSchemas;
  /** A page's script requests it by itself: it does not keep the session of somebody who went away. */
  readonly isBackground?: boolean;
  /** Accepts an uploaded file with the form. */
  readonly acceptsFile?: boolean;
  /** The largest file that it accepts, in MB; 5 if absent. */
  readonly maxFileMegabytes?: number;
}

interface PublicRoute extends RouteBase {
  readonly roles: "anyone";
  handle(request: DeskRequest, desk: DeskContext): Promise<ViewResult>;
}

export interface RoleRoute extends RouteBase {
  readonly roles: readonly Role[];
  /**
   * Returns the owner of the thing that the path names; null if there is no such thing. It runs before `handle`: a thing
   * that is not the account's own is a 404. Absent if the path names nothing, or something that `handle` looks up as the
   * account's own.
   */
  readonly findOwner?: (request: SignedInRequest, desk: DeskContext) => Promise<Owner | null>;
  handle(request: SignedInRequest, desk: DeskContext): Promise<ViewResult>;
}

/** A line of the desk's route table: what is not in the table is not a route. */
export type DeskRoute = PublicRoute | RoleRoute;

export function isReachable(account: Account, { agencyId, pointId, accountId }: Owner): boolean {
  if (accountId === account.id) return true;
  switch (account.role) {
    case "administrator":
      return true;
    case "official":
      return agencyId != null && agencyId === account.agencyId;
    case "staff":
      return pointId != null && account.pointIds.includes(pointId);
  }
}

/** Returns the positive id that a path names; null if it is not one. */
export function pathId(params: DeskRequest["params"], name: string): number | null {
  const id = Number(params[name]);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
