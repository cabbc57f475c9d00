import { afterAll } from "@jest/globals";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { loadRecords } from "../../src/catalog/load.ts";
import type { CatalogRecords } from "../../src/catalog/schema.ts";
import { createMemoryPacer } from "../../src/channels/pacing.ts";
import type { PushMessage, PushRoute, PushRouteName } from "../../src/channels/push.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { openDesk } from "../../src/desk/desk.ts";
import type { Role } from "../../src/desk/identity/roles.ts";
import { buildHttpServer } from "../../src/http/server.ts";
import { type Reach, webOnly } from "../../src/links/reach.ts";
import { openRuntimeOverrides } from "../../src/live/runtime-overrides.ts";
import { createBroadcastService } from "../../src/notify/broadcasts/broadcast-service.ts";
import { createColleagueAddresses } from "../../src/notify/colleagues/addresses.ts";
import { createWebPush } from "../../src/notify/colleagues/web-push.ts";
import {
  deliverNotifications,
  enqueueNotifications,
  statusNotifications,
} from "../../src/notify/delivery/enqueue-notifications.ts";
import { createDossierBox } from "../../src/notify/dossiers/dossier-box.ts";
import {
  createReportIngestion,
  type EnqueueChanges,
  type IngestReports,
} from "../../src/notify/dossiers/ingest-reports.ts";
import { createReportUndo } from "../../src/notify/dossiers/undo-reports.ts";
import { createInbox } from "../../src/notify/inbox/create-inbox.ts";
import type { DeskTurn } from "../../src/notify/inbox/pass-lines.ts";
import { createUpdatePreview } from "../../src/notify/preview/update-preview.ts";
import { createTaskBox } from "../../src/notify/tasks/task-box.ts";
import { createSecretBox } from "../../src/security/secret-box.ts";
import { freshDatabases } from "../db/databases.ts";
import { Authenticator } from "./authenticator.ts";

export const adminPassword = "mat khau cua quan tri";
export const password = "bon tu de nho nhe";
export const secretKey = "0123456789abcdef0123456789abcdef";
export const publicUrl = "https://huongdan.example.vn";
export const aPoint = "diem-kp-23-24-binh-tien";

let shipped: Promise<CatalogRecords> | undefined;

/** Loads the shipped records once. */
export function shippedRecords(): Promise<CatalogRecords> {
  shipped ??= loadRecords("data");
  return shipped;
}

function fail(fault: unknown): never {
  throw new Error(`Live changes can't be read: ${fault}`);
}

interface TestCatalog {
  /** Absent: the shipped records. */
  readonly shipped?: CatalogRecords;
  /** Whether a second person activates versions. */
  readonly needsSecond?: boolean;
  /** How residents reach the service; absent: by the web only. */
  readonly reach?: Reach;
}

/** Opens the desk on a real database, with a clock that only `elapse` moves. */
export async function openTestDesk(
  database: Database,
  routeNames: readonly PushRouteName[] = [],
  { shipped, needsSecond = false, reach = webOnly }: TestCatalog = {},
) {
  let time = Date.parse("2026-11-25T09:00:00+07:00");
  const now = () => new Date(time);
  const app = await buildHttpServer({ publicUrl, trustProxy: 1, logLevel: "silent" });
  const live = await openRuntimeOverrides({
    db: database.db,
    records: shipped ?? (await shippedRecords()),
    onRefreshError: fail,
    onInvalidEdit: fail,
    // The pages say which version is left out.
    onInvalidVersion: () => {},
    now,
  });
  const dossierBox = createDossierBox(secretKey);
  const enqueueChanges: EnqueueChanges = (tx, changes, dueAt = now()) =>
    enqueueNotifications(tx, database.jobs, statusNotifications(changes, now()), now(), dueAt);
  const ingestReports: IngestReports = createReportIngestion({
    database,
    box: dossierBox,
    now,
    enqueueNotifications: enqueueChanges,
  });
  const undoReports = createReportUndo({ database, now, enqueueNotifications: enqueueChanges });
  const hashResident = ({ user }: { readonly user: string }) => `hash of ${user}`;
  const routes = () => Object.fromEntries(routeNames.map((name) => [name, route]));
  const failures: unknown[] = [];
  let sendMessage: PushRoute["send"] = async () => {
    throw new Error("No test sends broadcasts");
  };
  const route: PushRoute = { paceKey: null, send: (to, message) => sendMessage(to, message) };
  const broadcasts = createBroadcastService({
    database,
    now,
    hashKey: secretKey,
    hashResident,
    approveOver: 5,
    quietHours: null,
    transport: {
      routes: routes(),
      limits: {},
      pacer: createMemoryPacer({}, () => now().getTime()),
    },
    box: dossierBox,
    addressBox: createSecretBox(secretKey, "own addresses"),
    catalog: live.catalog,
    onError: (error) => failures.push(error),
  });
  app.addHook("onClose", async () => {
    await broadcasts.close();
    if (failures.length > 0) throw new AggregateError(failures, "broadcasts failed");
  });
  const previewUpdates = createUpdatePreview({
    db: database.db,
    box: dossierBox,
    hashResident,
    routes: routes(),
    linkFor: (id) => `${publicUrl}/ngung/${id}`,
    procedureOf: (code, language) => live.catalog().inLanguage(language).findProcedureByCode(code),
    numberOf: () => null,
    usedUpUntil: () => null,
    quietHours: null,
    now,
  });
  const deskTurns: DeskTurn[] = [];
  const inbox = createInbox({
    database,
    box: createTaskBox(secretKey),
    catalog: live.catalog,
    runTurn: async (turn) => deskTurns.push(turn),
    routes: {},
    isPageOpen: async () => false,
    publicUrl,
    now,
    onError: (error) => failures.push(error),
  });
  app.addHook("onClose", () => inbox.close());
  const mails: PushMessage[] = [];
  const email: PushRoute = {
    paceKey: null,
    send: async (_address, message) => {
      mails.push(message);
      return { outcome: "sent", platformId: null };
    },
  };
  const addresses = createColleagueAddresses({
    db: database.db,
    secretKey,
    hashKey: secretKey,
    routes: { email, "zalo-chat": email },
  });
  const webPush = createWebPush({
    db: database.db,
    secretKey,
    subject: "mailto:it@example.vn",
    now,
    allowsEndpoint: ({ hostname }) => hostname === "127.0.0.1",
  });
  await openDesk(app, {
    database,
    live,
    now,
    ingestReports,
    undoReports,
    previewUpdates,
    broadcasts,
    inbox: inbox.inbox,
    addresses,
    webPush,
    secretKey,
    hashKey: secretKey,
    publicUrl,
    reach: async () => reach,
    catalogNeedsSecond: needsSecond,
    contactPhone: null,
    firstAdmin: { user: "admin", password: adminPassword },
    reportFirstAdmin: ({ password: made }) => {
      if (made !== null) throw new Error("A password was made");
    },
    requestsPerMinute: 1_000_000,
  });

  const agencyIds = new Map<string, number>();
  // The clock stands between two sign-ins, so the phone shows the same code.
  const authenticator = new Authenticator(now, () =>
    database.db.updateTable("desk_second_factor").set({ last_time_step: 0 }).execute(),
  );
  const visit = () => new Visitor(app, authenticator);
  return {
    app,
    database,
    live,
    dossierBox,
    ingestReports,
    broadcasts,
    inbox: inbox.inbox,
    addresses,
    webPush,
    /** What colleagues were mailed. */
    mails,
    /** What the bot was given to do by colleagues. */
    deskTurns,
    /** Says what became of a colleague's line on its platform. */
    recordLine: inbox.recordOutcome,
    /** Starts sending broadcasts by the routes of this desk. */
    startBroadcasts: (send: PushRoute["send"]) => {
      sendMessage = send;
      broadcasts.start();
    },
    now,
    elapse: (ms: number) => {
      time += ms;
    },
    /** Returns a browser or program in which nobody is signed in. */
    visit,
    authenticator,
    /** Returns a browser signed in as the first administrator. */
    admin: async () => {
      const visitor = visit();
      await visitor.signIn("admin", adminPassword);
      return visitor;
    },
    /** Returns the id of the agency with this name; the same one each time. */
    agency: async (name: string): Promise<number> => {
      const known = agencyIds.get(name);
      if (known !== undefined) return known;
      const { id } = await database.db
        .insertInto("agency")
        .values({
          madonvi: null,
          name,
          is_complete: true,
          follows_contacts: false,
          created_at: now(),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      agencyIds.set(name, id);
      return id;
    },
    /** Invites somebody with this role, who sets a password, and returns their signed-in browser. */
    person: async (
      role: Role,
      {
        username = role,
        name = `Người ${username}`,
        agency = null,
        points = aPoint,
      }: { username?: string; name?: string; agency?: number | null; points?: string } = {},
    ) => {
      const admin = visit();
      await admin.signIn("admin", adminPassword);
      const invited = await admin.json("POST", "/desk/people", {
        username,
        name,
        role,
        agency,
        points: role === "staff" ? points : "",
      });
      const { link } = invited.json<{ link: string }>();
      const visitor = visit();
      const { pathname } = new URL(link);
      const set = await visitor.submit(pathname, { password }, pathname);
      // Who needs a second factor enrols it first.
      if (set.headers.location !== "/desk") await visitor.signIn(username, password);
      return visitor;
    },
  };
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

/** Stores cookies and sends the form's token, as a browser does. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly #authenticator: Authenticator;
  readonly #cookies = new Map<string, string>();

  constructor(app: FastifyInstance, authenticator = new Authenticator()) {
    this.#app = app;
    this.#authenticator = authenticator;
  }

  async request(request: InjectOptions): Promise<LightMyRequestResponse> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await this.#app.inject({
      ...request,
      headers: { ...(cookie !== "" && { cookie }), accept: "text/html", ...request.headers },
    });
    for (const { name, value } of response.cookies as { name: string; value: string }[]) {
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, encodeURIComponent(value));
    }
    return response;
  }

  /** Returns the value of a cookie that was set. */
  cookie(name: string): string {
    const value = this.#cookies.get(name);
    if (value === undefined) throw new Error(`No cookie ${name} was set`);
    return value;
  }

  open(url: string): Promise<LightMyRequestResponse> {
    return this.request({ url });
  }

  /** Opens the page and submits one of its forms. */
  async submit(
    url: string,
    fields: Record<string, string> = {},
    from = "/desk/account",
  ): Promise<LightMyRequestResponse> {
    const payload = new URLSearchParams({ _csrf: await this.csrf(from), ...fields }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: publicUrl };
    return this.request({ method: "POST", url, payload, headers });
  }

  /** Sends a request as a program does. */
  async json(
    method: "GET" | "POST",
    url: string,
    payload?: object,
  ): Promise<LightMyRequestResponse> {
    const headers = {
      accept: "application/json",
      ...(method === "POST" && this.#cookies.has("huong-dan-desk")
        ? { "x-csrf-token": await this.csrf() }
        : {}),
    };
    return this.request({ method, url, headers, ...(payload !== undefined && { payload }) });
  }

  async csrf(from = "/desk/account"): Promise<string> {
    const { body } = await this.open(from);
    return /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? "";
  }

  /** Signs in, with the phone where it is needed: an account that needs one and has none is enrolled first. */
  async signIn(username: string, typed: string, next = ""): Promise<LightMyRequestResponse> {
    const from = "/desk/sign-in";
    const answer = await this.submit(from, { username, password: typed, next }, from);
    const step = /^\/desk\/sign-in\/(code|enrolment)/.exec(answer.headers.location ?? "")?.[0];
    if (step === undefined) return answer;
    const { body } = await this.open(step);
    if (step.endsWith("enrolment")) this.#authenticator.scan(username, body);
    return this.submit(step, { code: await this.#authenticator.code(username), next }, step);
  }
}

/** Opens the desk on each available database and closes it after the file's tests. */
export async function openTestDesks(
  only?: "PGlite" | "PostgreSQL",
  routeNames: readonly PushRouteName[] = [],
  catalog: TestCatalog = {},
): Promise<readonly { name: string; desk: TestDesk }[]> {
  const opened = [];
  for (const one of await freshDatabases()) {
    if (only !== undefined && one.name !== only) {
      await one.remove();
      continue;
    }
    const database = await openDatabase(one.settings);
    await database.jobs.declare(deliverNotifications);
    const desk = await openTestDesk(database, routeNames, catalog);
    afterAll(async () => {
      await desk.app.close();
      await database.close();
      await one.remove();
    });
    opened.push({ name: one.name, desk });
  }
  return opened;
}
